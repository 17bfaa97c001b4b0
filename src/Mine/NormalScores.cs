using HyperGan.Kernels;

namespace HyperGan.Mine;

/// <summary>
/// Normal scores of ranks (van der Waerden 1952): g(v) = Φ⁻¹(F(v)), F being the distribution of some numbers, so that these become standard
/// normal whatever they were. Between them g is linear, beyond the ends it goes on with the logarithm of the distance in deviations: strictly
/// ascending, so that mutual information does not change by it.
/// </summary>
sealed class NormalScores : IColumnMap
{
    readonly double[] _values, _scores;
    readonly double _deviation;

    /// <summary> From these numbers; equal ones share the score of their middle rank. </summary>
    /// <param name="column"> At least one. </param>
    /// <param name="deviation"> Theirs, positive. </param>
    public NormalScores(double[] column, double deviation)
    {
        double[] sorted = [.. column.Order()];
        var (values, scores) = (new List<double>(), new List<double>());
        for (var first = 0; first < sorted.Length;)
        {
            var next = first + 1;
            while (next < sorted.Length && sorted[next] == sorted[first])
                next++;
            values.Add(sorted[first]);
            scores.Add(NormalQuantile.Of((first + next) / (2.0 * sorted.Length)));
            first = next;
        }
        (_values, _scores, _deviation) = ([.. values], [.. scores], deviation);
    }

    public double Of(double v)
    {
        var at = Array.BinarySearch(_values, v);
        if (at >= 0)
            return _scores[at];
        var above = ~at;
        if (above == 0)
            return _scores[0] - NearZero.LogP1((_values[0] - v) / _deviation);
        if (above == _values.Length)
            return _scores[^1] + NearZero.LogP1((v - _values[^1]) / _deviation);
        var share = (v - _values[above - 1]) / (_values[above] - _values[above - 1]);
        return _scores[above - 1] + share * (_scores[above] - _scores[above - 1]);
    }
}
