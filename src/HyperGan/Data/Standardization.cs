namespace HyperGan;

/// <summary>
/// z = (x − mean) / scale per column, mean and population deviation those of training rows, computed in double. A column that does not
/// vary has scale 1 and becomes 0; so has one whose computed deviation is nothing but rounding (at most 1e-12 · |mean|), which
/// a comparison with 0 would miss and then divide by.
/// </summary>
public sealed class Standardization
{
    const double RoundingNoise = 1e-12;

    readonly double[] _means, _scales;

    /// <summary> These means and scales, as a model file keeps them. </summary>
    /// <exception cref="ArgumentException"> Different numbers of them, a mean that is not finite, a scale that is not positive and finite. </exception>
    public Standardization(ReadOnlySpan<double> means, ReadOnlySpan<double> scales)
    {
        if (means.IsEmpty || means.Length != scales.Length)
            throw new ArgumentException($"Standardization: {means.Length} means and {scales.Length} scales; there must be one of each per column.");
        for (var j = 0; j < means.Length; j++)
            if (!double.IsFinite(means[j]) || !double.IsFinite(scales[j]) || scales[j] <= 0)
                throw new ArgumentException($"Standardization: column {j} has mean {means[j]} and scale {scales[j]}; both must be finite, the scale positive.");
        (_means, _scales) = (means.ToArray(), scales.ToArray());
    }

    /// <summary> Number of columns. </summary>
    public int Columns => _means.Length;

    /// <summary> What is subtracted, per column. </summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary> What is divided by, per column. </summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary> The standardisation of rows of <paramref name="columns"/> numbers: the mean first, and corrected by its residuals, so that neither a large mean nor many rows cost digits. </summary>
    /// <exception cref="ArgumentException"> No rows, an incomplete row, a number that is not finite (named by row and column), or numbers so large that their squares are not. </exception>
    public static Standardization Of(ReadOnlySpan<Real> rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (rows.IsEmpty || rows.Length % columns != 0)
            throw new ArgumentException($"Standardization: {rows.Length} numbers are not whole rows of {columns} columns, at least one.");
        var (means, scales) = (new double[columns], new double[columns]);
        for (var i = 0; i < rows.Length; i++)
            means[i % columns] += Real.IsFinite(rows[i]) ? rows[i]
                : throw new ArgumentException($"Standardization: row {i / columns}, column {i % columns} is {rows[i]}; every number must be finite.");
        var count = rows.Length / columns;
        for (var j = 0; j < columns; j++)
            means[j] /= count;
        // What a long sum has lost by rounding, which in a column that does not vary is all to one side and would pass for a deviation.
        var lost = new double[columns];
        for (var i = 0; i < rows.Length; i++)
            lost[i % columns] += rows[i] - means[i % columns];
        for (var j = 0; j < columns; j++)
            means[j] += lost[j] / count;
        for (var i = 0; i < rows.Length; i++)
            scales[i % columns] += (rows[i] - means[i % columns]) * (rows[i] - means[i % columns]);
        for (var j = 0; j < columns; j++)
        {
            scales[j] = Math.Sqrt(scales[j] / count);
            if (scales[j] <= RoundingNoise * Math.Abs(means[j]))
                scales[j] = 1;
        }
        return new(means, scales);
    }

    /// <summary> into = (rows − mean) / scale; may be in place. </summary>
    /// <exception cref="ArgumentException"> Incomplete rows, or lengths that differ. </exception>
    public void Apply(ReadOnlySpan<Real> rows, Span<Real> into)
    {
        Check(rows, into);
        for (var start = 0; start < rows.Length; start += Columns)
            for (var j = 0; j < _means.Length; j++)
                into[start + j] = (Real)((rows[start + j] - _means[j]) / _scales[j]);
    }

    /// <summary> into = rows · scale + mean, the way back; may be in place. </summary>
    /// <inheritdoc cref="Apply"/>
    public void Invert(ReadOnlySpan<Real> rows, Span<Real> into)
    {
        Check(rows, into);
        for (var start = 0; start < rows.Length; start += Columns)
            for (var j = 0; j < _means.Length; j++)
                into[start + j] = (Real)(rows[start + j] * _scales[j] + _means[j]);
    }

    /// <summary> into = rows · scale, the way back for deviations and widths, which no mean shifts; may be in place. </summary>
    /// <inheritdoc cref="Apply"/>
    public void InvertDeviation(ReadOnlySpan<Real> rows, Span<Real> into)
    {
        Check(rows, into);
        for (var start = 0; start < rows.Length; start += Columns)
            for (var j = 0; j < _means.Length; j++)
                into[start + j] = (Real)(rows[start + j] * _scales[j]);
    }

    void Check(ReadOnlySpan<Real> rows, Span<Real> into)
    {
        if (rows.Length % Columns != 0 || into.Length != rows.Length)
            throw new ArgumentException($"Standardization: {rows.Length} numbers into {into.Length}; both must be the same whole rows of {Columns} columns.");
    }
}
