namespace HyperGan.Uncertainty;

static class Spread
{
    /// <summary> Refuses a quantile of errors that is 0: its intervals would claim certainty. </summary>
    public static ConformalQuantile NotZero(string where, ConformalQuantile quantile) =>
        quantile.Value > 0
            ? quantile
            : throw new ArgumentException(
                $"{where}: at least {quantile.Rank} of {quantile.Count} predictions equal their outcome, which would make intervals of width 0. Calibrate on rows that the predictor has not seen.");
}
