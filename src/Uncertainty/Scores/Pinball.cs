namespace HyperGan.Uncertainty;

/// <summary> max(τ (y − q), (τ − 1)(y − q)), the loss whose best q is the τ-quantile; in the units of y. Lower is better. </summary>
public static class Pinball
{
    /// <summary> Of one predicted quantile. </summary>
    /// <exception cref="ArgumentException"> A number is not finite. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> τ is not strictly between 0 and 1. </exception>
    public static double Of(double quantile, double y, double level)
    {
        Check.Level("Pinball.Of", level);
        Check.Finite("Pinball.Of", "quantile", quantile);
        Check.Finite("Pinball.Of", "y", y);
        return Loss(quantile, y, level);
    }

    /// <summary> Mean over rows. </summary>
    /// <exception cref="ArgumentException"> Lengths differ or are 0, or a number is not finite. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> τ is not strictly between 0 and 1. </exception>
    public static double Mean(ReadOnlySpan<double> y, ReadOnlySpan<double> quantiles, double level)
    {
        Check.Level("Pinball.Mean", level);
        Check.SameLength("Pinball.Mean", "y", y.Length, "quantiles", quantiles.Length);
        Check.Finite("Pinball.Mean", "y", y);
        Check.Finite("Pinball.Mean", "quantile", quantiles);
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
            sum += Loss(quantiles[i], y[i], level);
        return sum / y.Length;
    }

    static double Loss(double quantile, double y, double level) => Math.Max(level * (y - quantile), (level - 1) * (y - quantile));
}
