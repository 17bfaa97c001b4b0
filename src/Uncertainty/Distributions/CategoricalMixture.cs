namespace HyperGan.Uncertainty;

/// <summary>
/// The class probabilities of an ensemble's members for one row. Entropy splits like a variance (Houlsby et al. 2011, BALD):
/// H(mean p) = mean H(p) + mutual information, total = aleatoric + epistemic. Probabilities are averaged, never logits. A view of the
/// caller's span; nothing is copied and nothing allocated.
/// </summary>
public readonly ref struct CategoricalMixture
{
    /// <summary> Probabilities that differ by no more than a few roundings are one. </summary>
    const double Rounding = 16 * 1.1102230246251565e-16;

    readonly ReadOnlySpan<double> _probabilities;

    /// <summary> members × classes probabilities, member after member. </summary>
    /// <exception cref="ArgumentException"> The length is no multiple of the classes, or a member is no <see cref="Categorical"/>. </exception>
    public CategoricalMixture(ReadOnlySpan<double> probabilities, int classes)
    {
        if (classes < 2 || probabilities.IsEmpty || probabilities.Length % classes != 0)
            throw new ArgumentException(
                $"CategoricalMixture: {probabilities.Length} probabilities cannot be members × {classes} classes; give members × classes of them, at least two classes.");
        for (var start = 0; start < probabilities.Length; start += classes)
            Check.Probabilities(nameof(CategoricalMixture), probabilities.Slice(start, classes));
        (Members, Classes) = (probabilities.Length / classes, classes);
        _probabilities = probabilities;
    }

    /// <summary> How many members. </summary>
    public int Members { get; }

    /// <summary> How many classes. </summary>
    public int Classes { get; }

    /// <summary> The mean of the members' probabilities of a class. </summary>
    public double Probability(int label)
    {
        Check.Label("CategoricalMixture.Probability", label, Classes);
        var sum = 0.0;
        for (var i = label; i < _probabilities.Length; i += Classes)
            sum += _probabilities[i];
        return sum / Members;
    }

    /// <summary> The mean of the members' probabilities, what the ensemble predicts, written to <paramref name="into"/>, of which it is a view. </summary>
    /// <exception cref="ArgumentException"> There is not one number for each class. </exception>
    public Categorical Mean(Span<double> into)
    {
        Check.SameLength("CategoricalMixture.Mean", "classes", Classes, "results", into.Length);
        for (var c = 0; c < Classes; c++)
            into[c] = Probability(c);
        return new(into);
    }

    /// <summary> H(mean p), the total, in nats: the predictive entropy. NaN for <c>default</c>. </summary>
    public double PredictiveEntropy
    {
        get
        {
            var sum = Members == 0 ? double.NaN : 0.0;
            for (var c = 0; c < Classes; c++)
                sum += Categorical.EntropyTerm(Probability(c));
            return sum;
        }
    }

    /// <summary> mean H(p), the aleatoric part, in nats: the noise that the members agree on. </summary>
    public double ExpectedEntropy
    {
        get
        {
            var sum = 0.0;
            foreach (var p in _probabilities)
                sum += Categorical.EntropyTerm(p);
            return sum / Members;
        }
    }

    /// <summary>
    /// H(mean p) − mean H(p), the epistemic part, in nats; ln(members) at most. Computed as the mean divergence of the members from their
    /// mean, whose terms are all positive: small disagreements do not cancel. NaN for a single member, and where all agree to the last
    /// digits: a collapsed ensemble (or one that has saturated: take the softmax in double) knows nothing of its disagreement.
    /// </summary>
    public double MutualInformation
    {
        get
        {
            if (HasCollapsed)
                return double.NaN;
            var sum = 0.0;
            for (var c = 0; c < Classes; c++)
            {
                var mean = Probability(c);
                for (var i = c; i < _probabilities.Length; i += Classes)
                    sum += Divergence(_probabilities[i], mean);
            }
            return sum / Members;
        }
    }

    /// <summary> p̄ (1 − p̄): the variance of "it is this class". </summary>
    public double Variance(int label) => Probability(label) * (1 - Probability(label));

    /// <summary> Varₖ pₖ, of a class; NaN where <see cref="MutualInformation"/> is. </summary>
    public double EpistemicVariance(int label)
    {
        var mean = Probability(label);
        if (HasCollapsed)
            return double.NaN;
        var sum = 0.0;
        for (var i = label; i < _probabilities.Length; i += Classes)
            sum += (_probabilities[i] - mean) * (_probabilities[i] - mean);
        return sum / Members;
    }

    /// <summary> mean pₖ (1 − pₖ), of a class. </summary>
    public double AleatoricVariance(int label)
    {
        Check.Label("CategoricalMixture.AleatoricVariance", label, Classes);
        var sum = 0.0;
        for (var i = label; i < _probabilities.Length; i += Classes)
            sum += _probabilities[i] * (1 - _probabilities[i]);
        return sum / Members;
    }

    /// <summary> A single member, or probabilities that differ by rounding alone. </summary>
    public bool HasCollapsed
    {
        get
        {
            for (var i = Classes; i < _probabilities.Length; i++)
                if (Math.Abs(_probabilities[i] - _probabilities[i % Classes]) > Rounding * _probabilities[i])
                    return false;
            return true;
        }
    }

    /// <summary> A class: one number of the source, which gives numbers of [0, 1), chooses the member, a second the class. </summary>
    /// <exception cref="ArgumentException"> The source leaves [0, 1). </exception>
    public int Sample(Func<double> uniform)
    {
        var member = (int)(Check.Uniform("CategoricalMixture.Sample", uniform) * Members);
        return Categorical.SampleFrom(_probabilities.Slice(member * Classes, Classes), uniform);
    }

    /// <summary> p ln(p / q) − p + q = q ((1 + d) ln(1 + d) − d), d = p / q − 1; as q Σ (−d)ⁿ / (n (n − 1)), n ≥ 2, where d is small. </summary>
    static double Divergence(double p, double q)
    {
        if (p == 0 || q == 0)
            return q;   // q is 0 beside a p so small that the mean of the members rounds to 0
        var d = (p - q) / q;
        if (Math.Abs(d) > 0.01)
            return p * Math.Log(p / q) - p + q;
        var (sum, power) = (0.0, -d);
        for (var n = 2; n <= 9; n++)
            sum += (power *= -d) / (n * (n - 1));
        return q * sum;
    }
}
