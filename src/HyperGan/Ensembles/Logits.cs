namespace HyperGan;

/// <summary> What a classifier puts out, and probabilities. </summary>
public static class Logits
{
    /// <summary> softmax(logits / temperature) in double, shifted by the maximum. </summary>
    /// <param name="logits"> One for each class. </param>
    /// <param name="into"> As many probabilities. </param>
    /// <param name="temperature"> Above 1 for probabilities that are less sure than the logits, below 1 for surer ones. </param>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> The temperature is not positive. </exception>
    public static void ToProbabilities(ReadOnlySpan<Real> logits, Span<double> into, double temperature = 1)
    {
        if (logits.Length != into.Length)
            throw new ArgumentException($"Logits: {logits.Length} logits cannot fill {into.Length} probabilities.");
        if (!(temperature > 0))
            throw new ArgumentOutOfRangeException(nameof(temperature), $"Logits: a temperature of {temperature}; it must be positive.");
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        var sum = 0.0;
        for (var k = 0; k < into.Length; k++)
            sum += into[k] = Math.Exp((logits[k] - largest) / temperature);
        for (var k = 0; k < into.Length; k++)
            into[k] /= sum;
    }

    /// <summary> ln softmax(logits) of a label: a number also where the probability is too small for one. </summary>
    internal static double LogProbability(ReadOnlySpan<Real> logits, int label)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - largest);
        return logits[label] - largest - Math.Log(sum);
    }
}
