namespace HyperGan.Uncertainty;

/// <summary>
/// N(mean, deviation²). One Gaussian cannot tell what part of its variance is epistemic: both parts are NaN unless it was made
/// <see cref="OfParts"/>. A deviation of 0 is refused, and <c>default</c> is NaN throughout.
/// </summary>
public readonly struct Gaussian : IPredictiveDistribution
{
    readonly double _deviation, _epistemic, _aleatoric;

    /// <summary> N(mean, deviation²), its parts unknown. </summary>
    /// <exception cref="ArgumentException"> The mean is not finite, or the deviation not positive and finite. </exception>
    public Gaussian(double mean, double deviation) : this(mean, deviation, double.NaN, double.NaN)
    {
        Check.Finite(nameof(Gaussian), "mean", mean);
        Check.Positive(nameof(Gaussian), "deviation", deviation);
    }

    internal Gaussian(double mean, double deviation, double epistemic, double aleatoric) =>
        (Mean, _deviation, _epistemic, _aleatoric) = (mean, deviation, epistemic, aleatoric);

    /// <summary> N(mean, epistemic + aleatoric), for models that know both: a Gaussian process, a linear model with a posterior. </summary>
    /// <exception cref="ArgumentException"> The mean is not finite, or a variance not positive and finite. </exception>
    public static Gaussian OfParts(double mean, double epistemicVariance, double aleatoricVariance)
    {
        Check.Finite(nameof(Gaussian), "mean", mean);
        Check.Positive(nameof(Gaussian), "epistemic variance", epistemicVariance);
        Check.Positive(nameof(Gaussian), "aleatoric variance", aleatoricVariance);
        return new(mean, Math.Sqrt(epistemicVariance + aleatoricVariance), epistemicVariance, aleatoricVariance);
    }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <summary> The standard deviation, in the units of y. </summary>
    public double Deviation => _deviation > 0 ? _deviation : double.NaN;

    /// <inheritdoc/>
    public double Variance => Check.Variance(Deviation * Deviation);

    /// <inheritdoc/>
    public double EpistemicVariance => _deviation > 0 ? _epistemic : double.NaN;

    /// <inheritdoc/>
    public double AleatoricVariance => _deviation > 0 ? _aleatoric : double.NaN;

    /// <summary> e^(−z²/2) / (s √(2π)), z = (y − m) / s, in 1 / units of y. </summary>
    public double Density(double y)
    {
        var bell = Normal.Density(Standardised(y));
        // Where the bell is too small for a number, a small deviation can make it one again.
        return bell > 0 ? bell / Deviation : Math.Exp(LogDensity(y));
    }

    /// <summary> ln of <see cref="Density"/>, finite for any finite y. </summary>
    public double LogDensity(double y)
    {
        var z = Standardised(y);
        return -0.5 * z * z - Math.Log(Deviation) - Normal.HalfLogTwoPi;
    }

    /// <inheritdoc/>
    public double Cumulative(double y) => Normal.Cumulative(Standardised(y));

    /// <inheritdoc/>
    public double Quantile(double level)
    {
        Check.Level("Gaussian.Quantile", level);
        return Mean + Deviation * Normal.Quantile(level);
    }

    /// <inheritdoc/>
    public Interval CentralInterval(double level)
    {
        Check.Level("Gaussian.CentralInterval", level);
        var reach = -Deviation * Normal.Quantile((1 - level) / 2);
        return new(Mean - reach, Mean + reach);
    }

    /// <inheritdoc/>
    public double Sample(Func<double> uniform) => Mean + Deviation * Standard(uniform);

    /// <summary> A standard normal draw by inversion. Zero is moved half a step up, so every draw is finite. </summary>
    internal static double Standard(Func<double> uniform)
    {
        var u = Check.Uniform("Sample", uniform);
        return u < 0.5 ? Normal.Quantile(u + 1.0 / (1L << 54)) : -Normal.Quantile(1 - u);
    }

    double Standardised(double y) => double.IsNaN(y) ? throw new ArgumentException("Gaussian: y is NaN; it has no place on the line.") : (y - Mean) / Deviation;
}
