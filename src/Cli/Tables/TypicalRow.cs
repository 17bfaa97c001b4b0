namespace HyperGan.Cli.Tables;

/// <summary> A row with the median of every feature that is a number and the most frequent category of every text, from which one feature is varied. </summary>
sealed class TypicalRow
{
    readonly Real[] _row;
    readonly List<Number> _numbers = [];

    /// <summary> The typical row of some rows. </summary>
    /// <param name="schema"> What their columns are. </param>
    /// <param name="features"> rows × numbers of the features. </param>
    public TypicalRow(TableSchema schema, ReadOnlySpan<Real> features)
    {
        _row = new Real[schema.FeatureWidth];
        var column = new Real[features.Length / _row.Length];
        var at = 0;
        foreach (var feature in schema.Features)
        {
            if (feature.Categories is null)
            {
                Fill(column, features, at);
                Array.Sort(column);
                _row[at] = (column[(column.Length - 1) / 2] + column[column.Length / 2]) / 2;
                _numbers.Add(new(feature.Name, at, column[0], column[^1]));
            }
            else
                _row[at + MostFrequent(features, at, feature.Width)] = 1;
            at += feature.Width;
        }
    }

    /// <summary> A feature that is a number. </summary>
    /// <param name="Name"> Its name. </param>
    /// <param name="At"> Where it stands in a row. </param>
    /// <param name="Low"> Its least value. </param>
    /// <param name="High"> Its largest. </param>
    public sealed record Number(string Name, int At, double Low, double High);

    /// <summary> All features that are numbers. </summary>
    public IReadOnlyList<Number> Numbers => _numbers;

    /// <summary> Typical rows, but with these values of one feature. </summary>
    public Real[] Along(Number number, double[] values)
    {
        var rows = new Real[values.Length * _row.Length];
        for (var i = 0; i < values.Length; i++)
        {
            _row.CopyTo(rows.AsSpan(i * _row.Length));
            rows[i * _row.Length + number.At] = (Real)values[i];
        }
        return rows;
    }

    void Fill(Real[] column, ReadOnlySpan<Real> features, int at)
    {
        for (var i = 0; i < column.Length; i++)
            column[i] = features[i * _row.Length + at];
    }

    int MostFrequent(ReadOnlySpan<Real> features, int at, int categories)
    {
        var counts = new int[categories];
        for (var row = 0; row < features.Length; row += _row.Length)
            counts[features.Slice(row + at, categories).IndexOf(1)]++;
        return counts.IndexOf(counts.Max());
    }
}
