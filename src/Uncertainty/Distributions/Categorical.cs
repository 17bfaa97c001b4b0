namespace HyperGan.Uncertainty;

/// <summary> Probabilities of classes 0 … C − 1, as one model gives them for one row. A view of the caller's span. </summary>
public readonly ref struct Categorical
{
    /// <summary> Probabilities that sum to 1. </summary>
    /// <exception cref="ArgumentException"> Fewer than two classes, a probability outside [0, 1], or a sum that is off 1 by over 1e-5. </exception>
    public Categorical(ReadOnlySpan<double> probabilities)
    {
        Check.Probabilities(nameof(Categorical), probabilities);
        Probabilities = probabilities;
    }

    /// <summary> p of each class. </summary>
    public ReadOnlySpan<double> Probabilities { get; }

    /// <summary> The most probable class, the first of equals. </summary>
    public int Mode
    {
        get
        {
            var mode = 0;
            for (var c = 1; c < Probabilities.Length; c++)
                if (Probabilities[c] > Probabilities[mode])
                    mode = c;
            return mode;
        }
    }

    /// <summary> The probability of the mode. </summary>
    public double Confidence => Probabilities[Mode];

    /// <summary> H = −Σ p ln p, in nats; ln C at most. NaN for <c>default</c>. </summary>
    public double Entropy
    {
        get
        {
            var sum = Probabilities.IsEmpty ? double.NaN : 0.0;
            foreach (var p in Probabilities)
                sum += EntropyTerm(p);
            return sum;
        }
    }

    /// <summary> ln p of a class, −∞ for one that was declared impossible. </summary>
    public double LogProbability(int label) => Math.Log(Probabilities[Check.Label("Categorical.LogProbability", label, Probabilities.Length)]);

    /// <summary> p (1 − p): the variance of "it is this class". </summary>
    public double Variance(int label)
    {
        var p = Probabilities[Check.Label("Categorical.Variance", label, Probabilities.Length)];
        return p * (1 - p);
    }

    /// <summary> A class drawn with one number of the source, which gives numbers of [0, 1). </summary>
    /// <exception cref="ArgumentException"> The source leaves [0, 1). </exception>
    public int Sample(Func<double> uniform) => SampleFrom(Probabilities, uniform);

    /// <summary> −p ln p, 0 at 0. </summary>
    internal static double EntropyTerm(double p) => p > 0 ? -p * Math.Log(p) : 0;

    internal static int SampleFrom(ReadOnlySpan<double> probabilities, Func<double> uniform)
    {
        var left = Check.Uniform("Categorical.Sample", uniform);
        var last = 0;
        for (var c = 0; c < probabilities.Length; c++)
        {
            if (probabilities[c] == 0)
                continue;
            last = c;
            if ((left -= probabilities[c]) < 0)
                break;
        }
        return last;
    }
}
