namespace HyperGan.Uncertainty;

/// <summary> How narrow predictions are, whether right or wrong: of two calibrated models the sharper one knows more. </summary>
public static class Sharpness
{
    /// <summary> √ mean s², in the units of y. </summary>
    /// <exception cref="ArgumentException"> Nothing there, or a deviation is not positive and finite. </exception>
    public static double Of(ReadOnlySpan<double> deviations)
    {
        Check.Positive("Sharpness.Of", "deviation", deviations);
        var largest = 0.0;
        foreach (var s in deviations)
            largest = Math.Max(largest, s);
        // Relative to the largest, since a square can leave the range of numbers: a sharpness of 0 would claim certainty.
        var sum = 0.0;
        foreach (var s in deviations)
            sum += s / largest * (s / largest);
        return largest * Math.Sqrt(sum / deviations.Length);
    }
}
