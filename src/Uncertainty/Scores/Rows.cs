namespace HyperGan.Uncertainty;

/// <summary> Whether the columns of a score belong together. </summary>
static class Rows
{
    public static void Check(string where, ReadOnlySpan<double> y, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, string deviation = "deviation")
    {
        Uncertainty.Check.SameLength(where, "y", y.Length, "means", means.Length);
        Uncertainty.Check.SameLength(where, "y", y.Length, $"{deviation}s", deviations.Length);
        Uncertainty.Check.Finite(where, "y", y);
        Uncertainty.Check.Finite(where, "mean", means);
        Uncertainty.Check.Positive(where, deviation, deviations);
    }

    /// <summary> Interval ends, lower ≤ upper. </summary>
    public static void CheckIntervals(string where, ReadOnlySpan<double> y, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Uncertainty.Check.SameLength(where, "y", y.Length, "lower ends", lower.Length);
        Uncertainty.Check.SameLength(where, "y", y.Length, "upper ends", upper.Length);
        Uncertainty.Check.Finite(where, "y", y);
        Uncertainty.Check.Finite(where, "lower end", lower);
        Uncertainty.Check.Finite(where, "upper end", upper);
        for (var i = 0; i < y.Length; i++)
            if (lower[i] > upper[i])
                throw new ArgumentException($"{where}: the interval of row {i} runs from {lower[i]} down to {upper[i]}; exchange its ends, or sort crossing quantiles.");
    }

    /// <summary> The number of classes of rows × classes probabilities. </summary>
    public static int Classes(string where, ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities)
    {
        Uncertainty.Check.NotEmpty(where, "label", labels.Length);
        if (probabilities.Length % labels.Length != 0)
            throw new ArgumentException($"{where}: {probabilities.Length} probabilities for {labels.Length} labels; give one for each class in every row.");
        return probabilities.Length / labels.Length;
    }
}
