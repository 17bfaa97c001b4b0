namespace HyperGan;

/// <summary> What the members of an ensemble say about each row: mean, deviation, and quantiles where they were asked for. </summary>
public sealed class EnsembleSummary
{
    readonly double[] _means, _deviations, _levels;
    readonly double[][] _quantiles;
    readonly int _members;

    internal EnsembleSummary(int rows, int outputs, int members, ReadOnlySpan<double> levels)
    {
        foreach (var level in levels)
            if (!(level >= 0 && level <= 1))
                throw new ArgumentException($"EnsembleSummary: a level of {level}; give numbers from 0 to 1.");
        (Outputs, _members, _levels) = (outputs, members, levels.ToArray());
        (_means, _deviations) = (new double[rows * outputs], new double[rows * outputs]);
        _quantiles = [.. _levels.Select(_ => new double[rows * outputs])];
    }

    /// <summary> Outputs for a row. </summary>
    public int Outputs { get; }

    /// <summary> Means over the members, row by row. </summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary> Deviations over the members, with n − 1 in the denominator, row by row. A single member has none: NaN, not 0. </summary>
    public IReadOnlyList<double> Deviations => _deviations;

    /// <summary> The quantiles of the members' outputs at the level asked for at this index, row by row, interpolated between neighbours. </summary>
    public IReadOnlyList<double> Quantiles(int level) => _quantiles[level];

    internal void Add(int firstRow, int rows, ReadOnlySpan<Real> outputs)
    {
        var count = rows * Outputs;
        Span<double> means = _means.AsSpan(firstRow * Outputs, count), squares = _deviations.AsSpan(firstRow * Outputs, count);
        for (var member = 0; member < _members; member++)
            Add(outputs.Slice(member * count, count), means);
        foreach (ref var mean in means)
            mean /= _members;
        for (var member = 0; member < _members; member++)
            AddSquares(outputs.Slice(member * count, count), means, squares);
        foreach (ref var square in squares)
            square = _members > 1 ? Math.Sqrt(square / (_members - 1)) : double.NaN;
        if (_levels.Length > 0)
            AddQuantiles(firstRow * Outputs, count, outputs);
    }

    static void Add(ReadOnlySpan<Real> values, Span<double> sums)
    {
        for (var i = 0; i < sums.Length; i++)
            sums[i] += values[i];
    }

    static void AddSquares(ReadOnlySpan<Real> values, ReadOnlySpan<double> means, Span<double> sums)
    {
        for (var i = 0; i < sums.Length; i++)
            sums[i] += (values[i] - means[i]) * (values[i] - means[i]);
    }

    void AddQuantiles(int first, int count, ReadOnlySpan<Real> outputs)
    {
        var values = new double[_members];
        for (var i = 0; i < count; i++)
        {
            for (var member = 0; member < _members; member++)
                values[member] = outputs[member * count + i];
            Array.Sort(values);
            for (var level = 0; level < _levels.Length; level++)
                _quantiles[level][first + i] = Interpolate(values, _levels[level]);
        }
    }

    static double Interpolate(double[] sorted, double level)
    {
        var place = level * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
