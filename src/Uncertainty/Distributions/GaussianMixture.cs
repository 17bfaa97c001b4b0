namespace HyperGan.Uncertainty;

/// <summary>
/// Σₖ wₖ N(mₖ, sₖ²): what an ensemble predicts for one row, one Gaussian per member. A view of the caller's spans; nothing is copied
/// and nothing allocated. Many rows at once: <see cref="GaussianMixtureTable"/>.
/// </summary>
public readonly ref struct GaussianMixture : IPredictiveDistribution
{
    /// <summary> Means that differ by no more than a few roundings of themselves are one mean. </summary>
    const double Rounding = 16 * 1.1102230246251565e-16;

    readonly ReadOnlySpan<double> _means, _deviations, _weights;
    readonly double _totalWeight;

    /// <summary> Members of equal weight. </summary>
    /// <exception cref="ArgumentException"> Lengths differ or are 0, a mean is not finite, a deviation not positive and finite. </exception>
    public GaussianMixture(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations) : this(means, deviations, default, means.Length)
    {
        Check.SameLength(nameof(GaussianMixture), "means", means.Length, "deviations", deviations.Length);
        Check.Finite(nameof(GaussianMixture), "mean", means);
        Check.Positive(nameof(GaussianMixture), "deviation", deviations);
    }

    /// <summary> Members of these weights, which are divided by their sum. </summary>
    /// <exception cref="ArgumentException"> As for equal weights, or a weight is not positive and finite. </exception>
    public GaussianMixture(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, ReadOnlySpan<double> weights) : this(means, deviations)
    {
        Check.SameLength(nameof(GaussianMixture), "means", means.Length, "weights", weights.Length);
        Check.Positive(nameof(GaussianMixture), "weight", weights);
        _weights = weights;
        _totalWeight = 0;
        foreach (var w in weights)
            _totalWeight += w;
        Check.Finite(nameof(GaussianMixture), "sum of weights", _totalWeight);
    }

    GaussianMixture(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, ReadOnlySpan<double> weights, double totalWeight)
    {
        _means = means;
        _deviations = deviations;
        _weights = weights;
        _totalWeight = totalWeight;
    }

    /// <summary> Equal weights, and the caller has checked the values. </summary>
    internal static GaussianMixture Unchecked(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations) =>
        new(means, deviations, default, means.Length);

    /// <summary> How many Gaussians. </summary>
    public int Members => _means.Length;

    /// <summary> mₖ </summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary> sₖ </summary>
    public ReadOnlySpan<double> Deviations => _deviations;

    internal ReadOnlySpan<double> Weights => _weights;

    internal double TotalWeight => _totalWeight;

    /// <summary> Σ wₖ mₖ </summary>
    public double Mean => MixtureSums.Mean(this);

    /// <summary> Σ wₖ sₖ² + Σ wₖ (mₖ − m)²: the variance of the mixture itself, whatever is known of its parts. </summary>
    public double Variance => Check.Variance(MixtureSums.MeanSquaredDeviation(this) + MixtureSums.Spread(this));

    /// <summary> Σ wₖ (mₖ − m)². NaN for a single member, and where all members agree to the last digits: a collapsed ensemble knows nothing. </summary>
    public double EpistemicVariance => HasCollapsed ? double.NaN : Check.Variance(MixtureSums.Spread(this));

    /// <summary> Σ wₖ sₖ² </summary>
    public double AleatoricVariance => Check.Variance(MixtureSums.MeanSquaredDeviation(this));

    /// <summary> A single member, or means that differ by rounding alone. </summary>
    public bool HasCollapsed
    {
        get
        {
            if (Members < 2)
                return true;
            var (low, high) = (_means[0], _means[0]);
            foreach (var m in _means)
                (low, high) = (Math.Min(low, m), Math.Max(high, m));
            return high - low <= Rounding * Math.Max(Math.Abs(low), Math.Abs(high));
        }
    }

    /// <summary> The Gaussian of the same mean, variance and parts: cheaper, but blind to skew and to separate modes. </summary>
    /// <exception cref="InvalidOperationException"> There are no members. </exception>
    public Gaussian MomentMatched()
    {
        RequireMembers(nameof(MomentMatched));
        return new(Mean, Math.Sqrt(Variance), EpistemicVariance, AleatoricVariance);
    }

    /// <summary> Σ wₖ N(y; mₖ, sₖ), in 1 / units of y. </summary>
    public double Density(double y) => Math.Exp(LogDensity(y));

    /// <summary> ln Σ wₖ N(y; mₖ, sₖ), shifted by the largest term: finite for any finite y. </summary>
    public double LogDensity(double y)
    {
        RequireMembers(nameof(LogDensity));
        NotNaN(y);
        // One pass: the sum is kept relative to the largest term met so far.
        var (largest, sum) = (double.NegativeInfinity, 0.0);
        for (var k = 0; k < Members; k++)
        {
            var z = (y - _means[k]) / _deviations[k];
            var term = -0.5 * z * z - Math.Log(_deviations[k]) + (_weights.IsEmpty ? 0 : Math.Log(_weights[k]));
            if (term > largest)
                (sum, largest) = (sum * Math.Exp(largest - term) + 1, term);
            else if (!double.IsNegativeInfinity(term))
                sum += Math.Exp(term - largest);
        }
        return double.IsNegativeInfinity(largest) ? largest : largest + Math.Log(sum / _totalWeight) - Normal.HalfLogTwoPi;
    }

    /// <summary> Σ wₖ Φ((y − mₖ) / sₖ) </summary>
    /// <exception cref="ArgumentException"> y is NaN. </exception>
    public double Cumulative(double y)
    {
        RequireMembers(nameof(Cumulative));
        NotNaN(y);
        return MixtureSums.At(this, y, upper: false).Tail;
    }

    /// <summary>
    /// F⁻¹(level), exact to rounding in the centre and in either tail; level near 1 is as good as 1 − level. Where F is flat to rounding,
    /// between members that are far apart, any point of the flat is right. Two to five evaluations of F for a typical ensemble.
    /// </summary>
    /// <inheritdoc/>
    public double Quantile(double level)
    {
        RequireMembers(nameof(Quantile));
        Check.Level("GaussianMixture.Quantile", level);
        return level <= 0.5 ? MixtureQuantile.Of(this, level, upper: false) : MixtureQuantile.Of(this, 1 - level, upper: true);
    }

    /// <inheritdoc/>
    public Interval CentralInterval(double level)
    {
        RequireMembers(nameof(CentralInterval));
        Check.Level("GaussianMixture.CentralInterval", level);
        var tail = (1 - level) / 2;
        return new(MixtureQuantile.Of(this, tail, upper: false), MixtureQuantile.Of(this, tail, upper: true));
    }

    /// <summary> A draw: one number chooses the member, a second the value. </summary>
    /// <inheritdoc/>
    public double Sample(Func<double> uniform)
    {
        RequireMembers(nameof(Sample));
        var left = Check.Uniform("GaussianMixture.Sample", uniform);
        var k = 0;
        while (k < Members - 1 && (left -= Weight(k)) >= 0)
            k++;
        return _means[k] + _deviations[k] * Gaussian.Standard(uniform);
    }

    internal double Weight(int k) => (_weights.IsEmpty ? 1 : _weights[k]) / _totalWeight;

    void RequireMembers(string operation)
    {
        if (Members == 0)
            throw new InvalidOperationException($"GaussianMixture.{operation}: this is `default`, a mixture without members; make it from means and deviations.");
    }

    static void NotNaN(double y)
    {
        if (double.IsNaN(y))
            throw new ArgumentException("GaussianMixture: y is NaN; it has no place on the line.");
    }
}
