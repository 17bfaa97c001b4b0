namespace HyperGan.Uncertainty;

/// <summary> −ln p(y), in nats per row (plus a ln of y's units for densities). Strictly proper; lower is better. </summary>
public static class NegativeLogLikelihood
{
    /// <summary> ½ ln(2π s²) + (y − m)² / (2 s²) </summary>
    /// <exception cref="ArgumentException"> y is not finite. </exception>
    public static double Of(Gaussian prediction, double y)
    {
        Check.Finite("NegativeLogLikelihood.Of", "y", y);
        return -prediction.LogDensity(y);
    }

    /// <summary> −ln Σ wₖ N(y; mₖ, sₖ²), of the mixture itself, not of its moment-matched Gaussian. </summary>
    /// <exception cref="ArgumentException"> y is not finite. </exception>
    public static double Of(GaussianMixture prediction, double y)
    {
        Check.Finite("NegativeLogLikelihood.Of", "y", y);
        return -prediction.LogDensity(y);
    }

    /// <summary> −ln of the probability of the label; ∞ if that was 0. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such class. </exception>
    public static double Of(Categorical prediction, int label) => -prediction.LogProbability(label);

    /// <summary> Mean over rows of Gaussian predictions. </summary>
    /// <exception cref="ArgumentException"> Lengths differ or are 0, a number is not finite, or a deviation not positive. </exception>
    public static double Mean(ReadOnlySpan<double> y, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        Rows.Check("NegativeLogLikelihood.Mean", y, means, deviations);
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
            sum -= new Gaussian(means[i], deviations[i]).LogDensity(y[i]);
        return sum / y.Length;
    }

    /// <summary> Mean over rows of an ensemble's mixtures. </summary>
    /// <exception cref="ArgumentException"> There is not one y for each row, or one is not finite. </exception>
    public static double Mean(ReadOnlySpan<double> y, GaussianMixtureTable predictions)
    {
        var scores = new double[y.Length];
        predictions.NegativeLogLikelihoods(y, scores);
        return scores.Average();
    }

    /// <summary> Mean over rows of class probabilities, rows × classes. </summary>
    /// <exception cref="ArgumentException"> The probabilities are not rows × classes, not of [0, 1], or do not sum to 1. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> A label is no class. </exception>
    public static double Mean(ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities)
    {
        var classes = Rows.Classes("NegativeLogLikelihood.Mean", labels, probabilities);
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
            sum += Of(new Categorical(probabilities.Slice(i * classes, classes)), labels[i]);
        return sum / labels.Length;
    }
}
