namespace HyperGan.Cli.Tables;

/// <summary> A row with the median of every feature that is a number and the most frequent category of every text, from which one feature is varied. </summary>
sealed class TypicalRow
{
    readonly Real[] _row;
    readonly List<Feature> _features = [];

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
            if (feature.Categories is { } categories)
            {
                var counts = Counts(features, at, categories.Count);
                _row[at + counts.IndexOf(counts.Max())] = 1;
                _features.Add(new Text(feature.Name, at, categories, counts));
            }
            else
            {
                Fill(column, features, at);
                Array.Sort(column);
                _row[at] = (column[(column.Length - 1) / 2] + column[column.Length / 2]) / 2;
                _features.Add(new Number(feature.Name, at, column[0], column[^1]));
            }
            at += feature.Width;
        }
    }

    /// <summary> A feature. </summary>
    /// <param name="Name"> Its name. </param>
    /// <param name="At"> Where it stands in a row. </param>
    public abstract record Feature(string Name, int At)
    {
        /// <summary> Whether there is more than one value to show. </summary>
        public abstract bool Varies { get; }
    }

    /// <summary> A feature that is a number. </summary>
    /// <param name="Name"> Its name. </param>
    /// <param name="At"> Where it stands in a row. </param>
    /// <param name="Low"> Its least value. </param>
    /// <param name="High"> Its largest. </param>
    public sealed record Number(string Name, int At, double Low, double High) : Feature(Name, At)
    {
        /// <inheritdoc/>
        public override bool Varies => Low < High;

        /// <summary> So many values of it, evenly from the least to the largest. </summary>
        public double[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => Low + (High - Low) * i / (count - 1.0))];
    }

    /// <summary> A feature that is a text. </summary>
    /// <param name="Name"> Its name. </param>
    /// <param name="At"> Where its first number stands in a row. </param>
    /// <param name="Categories"> The texts it can have. </param>
    /// <param name="Counts"> How many rows have each. </param>
    public sealed record Text(string Name, int At, IReadOnlyList<string> Categories, IReadOnlyList<int> Counts) : Feature(Name, At)
    {
        /// <inheritdoc/>
        public override bool Varies => Categories.Count > 1;

        /// <summary> The codes of its most frequent categories, so many at most, in their own order. </summary>
        public int[] Codes(int most) => [.. Enumerable.Range(0, Categories.Count).OrderByDescending(code => Counts[code]).Take(most).Order()];
    }

    /// <summary> All features, in their order. </summary>
    public IReadOnlyList<Feature> Features => _features;

    /// <summary> Typical rows, but with these values of one feature. </summary>
    public Real[] Along(Number number, double[] values) => Rows(values.Length, (i, row) => row[number.At] = (Real)values[i]);

    /// <summary> Typical rows, but with these categories of one feature. </summary>
    public Real[] Along(Text text, int[] codes) => Rows(codes.Length, (i, row) =>
    {
        row.Slice(text.At, text.Categories.Count).Clear();
        row[text.At + codes[i]] = 1;
    });

    Real[] Rows(int count, Action<int, Span<Real>> change)
    {
        var rows = new Real[count * _row.Length];
        for (var i = 0; i < count; i++)
        {
            var row = rows.AsSpan(i * _row.Length, _row.Length);
            _row.CopyTo(row);
            change(i, row);
        }
        return rows;
    }

    void Fill(Real[] column, ReadOnlySpan<Real> features, int at)
    {
        for (var i = 0; i < column.Length; i++)
            column[i] = features[i * _row.Length + at];
    }

    int[] Counts(ReadOnlySpan<Real> features, int at, int categories)
    {
        var counts = new int[categories];
        for (var row = 0; row < features.Length; row += _row.Length)
            counts[features.Slice(row + at, categories).IndexOf(1)]++;
        return counts;
    }
}
