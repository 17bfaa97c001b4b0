namespace HyperGan.Uncertainty;

/// <summary>
/// Conformalised quantile regression: [lower − q, upper + q] with scores max(lower − y, y − upper), for intervals of any origin (Romano,
/// Patterson and Candès 2019). q is negative where they were too wide.
/// </summary>
public sealed class QuantileConformal
{
    QuantileConformal(ConformalQuantile quantile) => Quantile = quantile;

    /// <summary> From outcomes and predicted intervals of calibration rows. </summary>
    /// <exception cref="ArgumentException"> Lengths differ, a number is not finite, lower is above upper, or too few points. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1. </exception>
    public static QuantileConformal Calibrate(ReadOnlySpan<double> y, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double level)
    {
        Rows.CheckIntervals("QuantileConformal.Calibrate", y, lower, upper);
        var scores = new double[y.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Math.Max(lower[i] - y[i], y[i] - upper[i]);
        return new(ConformalQuantile.Of(scores, level));
    }

    /// <summary> q, what is added at either end, in the units of y. </summary>
    public ConformalQuantile Quantile { get; }

    /// <summary>
    /// [lower − q, upper + q]. Where a negative q leaves nothing of a narrow interval, its ends are NaN: the set is empty, and counts as a
    /// miss in the coverage that is promised, but it is no certainty.
    /// </summary>
    /// <exception cref="ArgumentException"> An end is not finite, or lower is above upper. </exception>
    public Interval Interval(double lower, double upper)
    {
        Check.Finite("QuantileConformal.Interval", "lower end", lower);
        Check.Finite("QuantileConformal.Interval", "upper end", upper);
        if (lower > upper)
            throw new ArgumentException($"QuantileConformal.Interval: the interval runs from {lower} down to {upper}; exchange its ends.");
        var (low, high) = (lower - Quantile.Value, upper + Quantile.Value);
        return low < high ? new(low, high) : new(double.NaN, double.NaN);
    }
}
