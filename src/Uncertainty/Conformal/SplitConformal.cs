namespace HyperGan.Uncertainty;

/// <summary>
/// Split conformal intervals [m − q, m + q] around any point prediction: scores |y − m| of rows the predictor was not fitted on. One
/// width for all rows; <see cref="NormalizedConformal"/> adapts it.
/// </summary>
public sealed class SplitConformal
{
    SplitConformal(ConformalQuantile quantile) => Quantile = quantile;

    /// <summary> From outcomes and predictions of calibration rows. </summary>
    /// <exception cref="ArgumentException"> Lengths differ, a number is not finite, too few points, or errors of 0 where the quantile falls. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1. </exception>
    public static SplitConformal Calibrate(ReadOnlySpan<double> y, ReadOnlySpan<double> predictions, double level)
    {
        const string where = "SplitConformal.Calibrate";
        Check.SameLength(where, "y", y.Length, "predictions", predictions.Length);
        Check.Finite(where, "y", y);
        Check.Finite(where, "prediction", predictions);
        var scores = new double[y.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = Math.Abs(y[i] - predictions[i]);
        return new(Spread.NotZero(where, ConformalQuantile.Of(scores, level)));
    }

    /// <summary> q, half of the width, in the units of y. </summary>
    public ConformalQuantile Quantile { get; }

    /// <summary> [m − q, m + q] </summary>
    /// <exception cref="ArgumentException"> The prediction is not finite. </exception>
    public Interval Interval(double prediction)
    {
        Check.Finite("SplitConformal.Interval", "prediction", prediction);
        return new(prediction - Quantile.Value, prediction + Quantile.Value);
    }
}
