using HyperGan.Uncertainty;

namespace HyperGan.Cli.Tasks;

/// <summary> What an ensemble of classifiers believes about points: probabilities averaged over its networks (never logits), and how much they disagree. </summary>
/// <param name="Probabilities"> points × classes </param>
/// <param name="Information"> Mutual information of class and network at each point, in nats; NaN where the ensemble has collapsed. </param>
/// <param name="Entropy"> Entropy of the mean probabilities at each point, in nats. </param>
sealed record ClassBeliefs(double[] Probabilities, double[] Information, double[] Entropy)
{
    /// <summary> The beliefs of networks 0 … <paramref name="networks"/> − 1. </summary>
    public static ClassBeliefs Of(Ensemble ensemble, ReadOnlySpan<Real> points, int networks)
    {
        var (count, classes) = (points.Length / ensemble.Inputs, ensemble.Outputs);
        var beliefs = new ClassBeliefs(new double[count * classes], new double[count], new double[count]);
        var members = new double[networks * classes];
        ensemble.Predict(points, networks, (first, rows, outputs) =>
        {
            for (var row = 0; row < rows; row++)
            {
                for (var member = 0; member < networks; member++)
                    Softmax(outputs.Slice((member * rows + row) * classes, classes), members.AsSpan(member * classes, classes));
                beliefs.Add(first + row, new(members, classes));
            }
        });
        return beliefs;
    }

    void Add(int point, in CategoricalMixture mixture)
    {
        mixture.Mean(Probabilities.AsSpan(point * mixture.Classes, mixture.Classes));
        (Information[point], Entropy[point]) = (mixture.MutualInformation, mixture.PredictiveEntropy);
    }

    /// <summary> In double, so that confident networks still differ. </summary>
    static void Softmax(ReadOnlySpan<Real> logits, Span<double> into)
    {
        var most = double.NegativeInfinity;
        foreach (var logit in logits)
            most = Math.Max(most, logit);
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
            sum += into[i] = Math.Exp(logits[i] - most);
        foreach (ref var p in into)
            p /= sum;
    }
}
