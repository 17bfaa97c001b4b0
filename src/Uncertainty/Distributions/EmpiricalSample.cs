namespace HyperGan.Uncertainty;

/// <summary>
/// Draws from a predictive distribution of any form, equally likely: F(y) = (draws ≤ y) / M. It has steps and no density; for one,
/// give the members' noise and take <see cref="GaussianMixture"/>. A sample cannot tell disagreement from noise: both parts of its
/// variance are NaN.
/// </summary>
public sealed class EmpiricalSample : IPredictiveDistribution
{
    readonly double[] _sorted;

    /// <summary> Copies the draws, in any order. </summary>
    /// <exception cref="ArgumentException"> Fewer than two draws or all the same, which say nothing of a spread; or one is not finite. </exception>
    public EmpiricalSample(ReadOnlySpan<double> draws)
    {
        Check.Finite(nameof(EmpiricalSample), "draw", draws);
        if (draws.Length < 2)
            throw new ArgumentException("EmpiricalSample: one draw has no spread; give at least two.");
        _sorted = draws.ToArray();
        Array.Sort(_sorted);
        if (_sorted[0] == _sorted[^1])
            throw new ArgumentException($"EmpiricalSample: all {draws.Length} draws are {_sorted[0]}, so the sample has collapsed; its spread is unknown, not zero.");
    }

    /// <summary> In ascending order. </summary>
    public ReadOnlySpan<double> Draws => _sorted;

    /// <inheritdoc/>
    public double Mean => _sorted.Average();

    /// <summary> Σ (xᵢ − mean)² / (M − 1): the draws stand for the distribution they came from, so the estimate is the unbiased one. </summary>
    public double Variance
    {
        get
        {
            var mean = Mean;
            return Check.Variance(_sorted.Sum(x => (x - mean) * (x - mean)) / (_sorted.Length - 1));
        }
    }

    /// <summary> NaN: draws do not say whose they are. </summary>
    public double EpistemicVariance => double.NaN;

    /// <summary> NaN: draws do not say whose they are. </summary>
    public double AleatoricVariance => double.NaN;

    /// <inheritdoc/>
    public double Cumulative(double y)
    {
        if (double.IsNaN(y))
            throw new ArgumentException("EmpiricalSample.Cumulative: y is NaN; it has no place on the line.");
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle] <= y)
                low = middle + 1;
            else
                high = middle;
        }
        return (double)low / _sorted.Length;
    }

    /// <summary> The smallest draw x with F(x) ≥ level, the ⌈level · M⌉-th. </summary>
    /// <inheritdoc/>
    public double Quantile(double level)
    {
        Check.Level("EmpiricalSample.Quantile", level);
        return _sorted[Ranks.Reaching(level, _sorted.Length) - 1];
    }

    /// <summary>
    /// From the k-th smallest to the k-th largest draw, k = ⌊(M + 1)(1 − level) / 2⌋: a further draw falls inside with a probability of
    /// 1 − 2k / (M + 1) ≥ level. The plain quantiles would promise more than M draws can keep.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1, or needs more draws: k = 0. </exception>
    public Interval CentralInterval(double level)
    {
        Check.Level("EmpiricalSample.CentralInterval", level);
        var k = (_sorted.Length + 1 - Ranks.Reaching(level, _sorted.Length + 1)) / 2;
        if (k == 0)
            throw new ArgumentOutOfRangeException(nameof(level), level,
                $"EmpiricalSample.CentralInterval: {_sorted.Length} draws do not reach as far out as the level {level}; it takes {Ranks.NeededInWords(level, lost: 2)}. Draw more, or lower the level.");
        return new(_sorted[k - 1], _sorted[^k]);
    }

    /// <summary> One of the draws. </summary>
    /// <inheritdoc/>
    public double Sample(Func<double> uniform) => _sorted[(int)(Check.Uniform("EmpiricalSample.Sample", uniform) * _sorted.Length)];
}
