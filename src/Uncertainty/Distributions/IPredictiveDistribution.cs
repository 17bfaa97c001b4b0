namespace HyperGan.Uncertainty;

/// <summary>
/// What a model says about one number it has not seen. Variances split by the law of total variance into an epistemic part, how far
/// the members disagree, which more data would reduce, and an aleatoric part, the noise they agree on. A part that cannot be told is
/// NaN, never 0.
/// </summary>
public interface IPredictiveDistribution
{
    /// <summary> E y </summary>
    double Mean { get; }

    /// <summary> Var y, the total. </summary>
    double Variance { get; }

    /// <summary> Var E(y | member), or NaN where the members' spread is unknown or has collapsed. </summary>
    double EpistemicVariance { get; }

    /// <summary> E Var(y | member), or NaN where it is unknown. </summary>
    double AleatoricVariance { get; }

    /// <summary> F(y) = P(Y ≤ y), the probability integral transform of an outcome; infinite y are allowed. </summary>
    /// <exception cref="ArgumentException"> y is NaN. </exception>
    double Cumulative(double y);

    /// <summary> F⁻¹(level) = inf { y : F(y) ≥ level } </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1. </exception>
    double Quantile(double level);

    /// <summary> The interval with (1 − level) / 2 of the probability on either side. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1, or more than a sample can tell. </exception>
    Interval CentralInterval(double level);

    /// <summary> A draw. The source gives numbers of [0, 1): <c>random.NextDouble</c>, or any stream that can be replayed. </summary>
    /// <exception cref="ArgumentException"> The source leaves [0, 1). </exception>
    double Sample(Func<double> uniform);
}

/// <summary> Standard deviations, the variances in the units of y. </summary>
public static class PredictiveDeviations
{
    extension<T>(T distribution) where T : IPredictiveDistribution, allows ref struct
    {
        /// <summary> √Var y </summary>
        public double Deviation => Math.Sqrt(distribution.Variance);

        /// <summary> The root of the epistemic variance; NaN where that is. </summary>
        public double EpistemicDeviation => Math.Sqrt(distribution.EpistemicVariance);

        /// <summary> The root of the aleatoric variance; NaN where that is. </summary>
        public double AleatoricDeviation => Math.Sqrt(distribution.AleatoricVariance);
    }
}
