using HyperGan.Uncertainty;

namespace HyperGan;

/// <summary> A mixture of Gaussians, one of each member and one of outliers, for every target of every row; all in the units of the targets. </summary>
public sealed class RegressionPrediction
{
    readonly double[] _means, _deviations;
    readonly double[][] _weights;
    readonly double[] _mean, _epistemic, _aleatoric;

    /// <summary> From what the members say. </summary>
    /// <param name="means"> rows × targets × (members + 1): the last Gaussian is that of outliers. </param>
    /// <param name="deviations"> The same. </param>
    /// <param name="weights"> targets × (members + 1) </param>
    internal RegressionPrediction(double[] means, double[] deviations, double[][] weights)
    {
        (_means, _deviations, _weights, Targets) = (means, deviations, weights, weights.Length);
        (Members, Rows) = (weights[0].Length - 1, means.Length / (weights.Length * weights[0].Length));
        (_mean, _epistemic, _aleatoric) = (new double[Rows * Targets], new double[Rows * Targets], new double[Rows * Targets]);
        for (var i = 0; i < _mean.Length; i++)
        {
            var mixture = At(i);
            (_mean[i], _epistemic[i], _aleatoric[i]) = (mixture.Mean, Math.Sqrt(mixture.EpistemicVariance), Math.Sqrt(mixture.AleatoricVariance));
        }
    }

    /// <summary> Number of rows. </summary>
    public int Rows { get; }

    /// <summary> Targets of a row. </summary>
    public int Targets { get; }

    /// <summary> Networks that were asked. </summary>
    public int Members { get; }

    /// <summary> The mean of each target of each row, row by row. </summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary> How far the members disagree: the deviation of their means. NaN where it cannot be told, as for a single member; never a zero that is none. </summary>
    public ReadOnlySpan<double> EpistemicDeviation => _epistemic;

    /// <summary> The noise that the members expect, outliers included: the root of the mean square of the deviations. </summary>
    public ReadOnlySpan<double> AleatoricDeviation => _aleatoric;

    /// <summary> The predictive distribution of a target of a row. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such row or target. </exception>
    public GaussianMixture Distribution(int row, int target = 0)
    {
        if ((uint)row >= (uint)Rows || (uint)target >= (uint)Targets)
            throw new ArgumentOutOfRangeException(nameof(row), $"RegressionPrediction: target {target} of row {row}; there are {Rows} rows of {Targets}.");
        return At(row * Targets + target);
    }

    /// <summary> The central intervals of the mixtures, exact quantiles, in the order of <see cref="Mean"/>. </summary>
    /// <param name="level"> The probability that is inside, 0.9 for instance. </param>
    /// <exception cref="ArgumentOutOfRangeException"> A level that is not strictly between 0 and 1. </exception>
    public Interval[] Interval(double level)
    {
        var intervals = new Interval[_mean.Length];
        for (var i = 0; i < intervals.Length; i++)
            intervals[i] = At(i).CentralInterval(level);
        return intervals;
    }

    /// <summary> −ln of the predictive density at each target, in nats. </summary>
    /// <param name="y"> As many targets as were predicted, in the same order. </param>
    /// <exception cref="ArgumentException"> There are other than these. </exception>
    public double[] NegativeLogLikelihood(ReadOnlySpan<Real> y)
    {
        if (y.Length != _mean.Length)
            throw new ArgumentException($"RegressionPrediction: {y.Length} targets for {Rows} rows of {Targets}.");
        var scores = new double[y.Length];
        for (var i = 0; i < y.Length; i++)
            scores[i] = -At(i).LogDensity(y[i]);
        return scores;
    }

    GaussianMixture At(int index)
    {
        var components = Members + 1;
        return new(_means.AsSpan(index * components, components), _deviations.AsSpan(index * components, components), _weights[index % Targets]);
    }
}
