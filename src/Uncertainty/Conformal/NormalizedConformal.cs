namespace HyperGan.Uncertainty;

/// <summary>
/// Locally weighted conformal intervals [m − q s, m + q s]: scores |y − m| / s, with s any positive measure of how hard a row is, such as the
/// predictive deviation (Lei et al. 2018). The coverage holds for any s; a good one makes intervals narrow where that is easy.
/// </summary>
public sealed class NormalizedConformal
{
    NormalizedConformal(ConformalQuantile quantile) => Quantile = quantile;

    /// <summary> From outcomes, predictions and scales of calibration rows. </summary>
    /// <exception cref="ArgumentException"> Lengths differ, a number is not finite, a scale not positive, too few points, or errors of 0 where the quantile falls. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1. </exception>
    public static NormalizedConformal Calibrate(ReadOnlySpan<double> y, ReadOnlySpan<double> predictions, ReadOnlySpan<double> scales, double level)
    {
        const string where = "NormalizedConformal.Calibrate";
        Rows.Check(where, y, predictions, scales, deviation: "scale");
        var scores = new double[y.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Math.Abs(y[i] - predictions[i]) / scales[i];
        return new(Spread.NotZero(where, ConformalQuantile.Of(scores, level)));
    }

    /// <summary> q, in scales. </summary>
    public ConformalQuantile Quantile { get; }

    /// <summary> [m − q s, m + q s] </summary>
    /// <exception cref="ArgumentException"> The prediction is not finite, or the scale not positive and finite. </exception>
    public Interval Interval(double prediction, double scale)
    {
        Check.Finite("NormalizedConformal.Interval", "prediction", prediction);
        Check.Positive("NormalizedConformal.Interval", "scale", scale);
        return new(prediction - Quantile.Value * scale, prediction + Quantile.Value * scale);
    }
}
