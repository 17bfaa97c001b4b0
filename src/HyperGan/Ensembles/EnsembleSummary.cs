using System.Numerics.Tensors;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary> What the members of an ensemble say about each row: mean, deviation, and quantiles where they were asked for. </summary>
public sealed class EnsembleSummary
{
    /// <summary> What is left of a deviation of members that all agree: a few roundings of their mean. Two floats that differ, among a million, are ten thousand times as far apart. </summary>
    const double Rounding = 16 * 1.1102230246251565e-16;

    /// <summary> Outputs whose members are sorted by one worker. </summary>
    const int SortedPart = 32;

    readonly double[] _means, _deviations, _levels;
    readonly double[][] _quantiles;
    readonly int _members;
    double[] _groupMeans = [], _groupSquares = [], _first = [], _row = [];

    internal EnsembleSummary(int rows, int outputs, int members, ReadOnlySpan<double> levels)
    {
        foreach (var level in levels)
            if (!(level >= 0 && level <= 1))
                throw new ArgumentException($"EnsembleSummary: a level of {level}; give numbers from 0 to 1.");
        (Outputs, _members, _levels) = (outputs, members, levels.ToArray());
        var size = ArraySize.Of(nameof(EnsembleSummary), "rows × outputs", rows, outputs);
        (_means, _deviations) = (new double[size], new double[size]);
        _quantiles = [.. _levels.Select(_ => new double[size])];
    }

    /// <summary> Outputs for a row. </summary>
    public int Outputs { get; }

    /// <summary> Means over the members, row by row. </summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary> Deviations over the members, with n − 1 in the denominator, row by row. NaN, not 0, for a single member, and where all members agree to the last digits: a collapsed ensemble knows nothing. </summary>
    public IReadOnlyList<double> Deviations => _deviations;

    /// <summary> The quantiles of the members' outputs at the level asked for at this index, row by row, interpolated between neighbours. NaN where a member's output is. </summary>
    public IReadOnlyList<double> Quantiles(int level) => _quantiles[level];

    /// <summary> All members for some rows. </summary>
    internal void Add(int firstRow, int rows, ReadOnlySpan<Real> outputs, Team? team)
    {
        Merge(firstRow, firstMember: 0, _members, outputs);
        Complete(firstRow * Outputs, rows * Outputs);
        AddQuantiles(firstRow * Outputs, rows * Outputs, outputs, team);
    }

    /// <summary>
    /// Some more members for some rows. Mean and sum of squares of those before and of these are merged (Chan, Golub &amp; LeVeque 1979):
    /// δ = mean of these − mean before; mean += δ m/(n + m); S += S of these + δ² n m/(n + m). Until <see cref="Complete()"/> the deviations hold S.
    /// </summary>
    internal void Merge(int firstRow, int firstMember, int members, ReadOnlySpan<Real> outputs)
    {
        var count = outputs.Length / members;
        if (_groupMeans.Length < count)
            (_groupMeans, _groupSquares, _first, _row) = (new double[count], new double[count], new double[count], new double[count]);
        Span<double> means = _groupMeans.AsSpan(0, count), squares = _groupSquares.AsSpan(0, count);
        MeansOfGroup(outputs, members, means);
        SquaresOfGroup(outputs, members, means, squares);
        double share = members / (double)(firstMember + members), weight = firstMember * share;
        for (var i = 0; i < count; i++)
        {
            var at = firstRow * Outputs + i;
            var step = means[i] - _means[at];
            _means[at] += step * share;
            _deviations[at] += squares[i] + step * step * weight;
        }
    }

    /// <summary> From sums of squares to deviations, when all members are merged. </summary>
    internal void Complete() => Complete(0, _deviations.Length);

    void Complete(int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            var deviation = Math.Sqrt(_deviations[i] / (_members - 1));   // of a single member 0 / 0
            _deviations[i] = deviation > Rounding * Math.Abs(_means[i]) ? deviation : double.NaN;
        }
    }

    /// <summary> Means, as first member + mean difference from it: exact where all agree, while a mean of their sum would differ from each by the sum's rounding. </summary>
    void MeansOfGroup(ReadOnlySpan<Real> outputs, int members, Span<double> means)
    {
        Span<double> first = _first.AsSpan(0, means.Length), row = _row.AsSpan(0, means.Length);
        TensorPrimitives.ConvertTruncating<Real, double>(outputs[..means.Length], first);
        means.Clear();
        for (var member = 1; member < members; member++)
        {
            TensorPrimitives.ConvertTruncating<Real, double>(outputs.Slice(member * means.Length, means.Length), row);
            TensorPrimitives.Subtract(row, first, row);
            TensorPrimitives.Add(means, row, means);
        }
        TensorPrimitives.Divide(means, members, means);
        TensorPrimitives.Add(first, means, means);
    }

    /// <summary> Sums of squared differences from the means. </summary>
    void SquaresOfGroup(ReadOnlySpan<Real> outputs, int members, ReadOnlySpan<double> means, Span<double> squares)
    {
        var row = _row.AsSpan(0, means.Length);
        squares.Clear();
        for (var member = 0; member < members; member++)
        {
            TensorPrimitives.ConvertTruncating<Real, double>(outputs.Slice(member * means.Length, means.Length), row);
            TensorPrimitives.Subtract(row, means, row);
            TensorPrimitives.MultiplyAdd(row, row, squares, squares);
        }
    }

    void AddQuantiles(int first, int count, ReadOnlySpan<Real> outputs, Team? team)
    {
        var job = new Sorting { Summary = this, Outputs = outputs, First = first, Count = count };
        Team.Run(team, (count + SortedPart - 1) / SortedPart, ref job);
    }

    /// <summary> Some outputs after the other, each over all members. </summary>
    ref struct Sorting : IJob
    {
        public EnsembleSummary Summary;
        public ReadOnlySpan<Real> Outputs;
        public int First, Count;

        public readonly void Run(int piece)
        {
            var values = new double[Summary._members];
            for (var i = piece * SortedPart; i < Math.Min(Count, (piece + 1) * SortedPart); i++)
            {
                for (var member = 0; member < values.Length; member++)
                    values[member] = Outputs[member * Count + i];
                Array.Sort(values);
                for (var level = 0; level < Summary._levels.Length; level++)
                    Summary._quantiles[level][First + i] = Interpolate(values, Summary._levels[level]);
            }
        }
    }

    static double Interpolate(double[] sorted, double level)
    {
        if (double.IsNaN(sorted[0]))
            return double.NaN;   // NaN comes first, and would pass for the smallest number
        var place = level * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
