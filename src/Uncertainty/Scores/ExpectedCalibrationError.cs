namespace HyperGan.Uncertainty;

/// <summary>
/// ECE: Σ_b (n_b / N) |accuracy − mean confidence| over equal bins (k / B, (k + 1) / B] of the confidence, 15 by default (Guo et al.
/// 2017). Not proper: a model that always answers with the class frequencies scores 0.
/// </summary>
public static class ExpectedCalibrationError
{
    /// <summary> Of confidences, and whether each prediction was right. </summary>
    /// <exception cref="ArgumentException"> Lengths differ or are 0, a confidence is outside [0, 1], or there is no bin. </exception>
    public static double Of(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> isRight, int bins = 15)
    {
        const string where = "ExpectedCalibrationError.Of";
        Check.SameLength(where, "confidences", confidences.Length, "outcomes", isRight.Length);
        Check.Finite(where, "confidence", confidences);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var gaps = new double[bins];
        for (var i = 0; i < confidences.Length; i++)
        {
            if (confidences[i] is < 0 or > 1)
                throw new ArgumentException($"{where}: confidence [{i}] is {confidences[i]}; it must be in [0, 1].");
            gaps[Math.Max(0, Ranks.Reaching(confidences[i], bins) - 1)] += (isRight[i] ? 1 : 0) - confidences[i];
        }
        return gaps.Sum(Math.Abs) / confidences.Length;
    }

    /// <summary> Of rows × classes probabilities: the confidence is that of the most probable class. </summary>
    /// <exception cref="ArgumentException"> The probabilities are not rows × classes, not of [0, 1], or do not sum to 1. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> A label is no class. </exception>
    public static double Of(ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities, int bins = 15)
    {
        var classes = Rows.Classes("ExpectedCalibrationError.Of", labels, probabilities);
        var (confidences, isRight) = (new double[labels.Length], new bool[labels.Length]);
        for (var i = 0; i < labels.Length; i++)
        {
            var prediction = new Categorical(probabilities.Slice(i * classes, classes));
            isRight[i] = prediction.Mode == Check.Label("ExpectedCalibrationError.Of", labels[i], classes);
            confidences[i] = prediction.Confidence;
        }
        return Of(confidences, isRight, bins);
    }
}
