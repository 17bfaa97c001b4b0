using HyperGan.Autograd;

namespace HyperGan.Mine;

/// <summary> How a <see cref="MineEstimator"/> is built and fitted. The defaults are chosen for a few thousand samples; docs/mine.md has the measurements. </summary>
public sealed record MineOptions
{
    /// <summary> What is climbed and reported. </summary>
    public Bound Bound { get; init; } = Bound.DonskerVaradhan;

    /// <summary> Hidden widths of every critic. </summary>
    public IReadOnlyList<int> Hidden { get; init; } = [32, 32];

    /// <summary> What follows every hidden layer; a smooth one, since the best critic of smooth densities is. </summary>
    public Activation Activation { get; init; } = Activation.Elu;

    /// <summary> Critics trained side by side and averaged. The bounds are concave in T: the mean of critics is never worse than critics on average. </summary>
    public int Critics { get; init; } = 2;

    /// <summary> Learning rate at the start; falls along half a cosine wave to 0. </summary>
    public double Rate { get; init; } = 1e-2;

    /// <summary> Decay of the weights (AdamW's λ). </summary>
    public double WeightDecay { get; init; } = 1e-2;

    /// <summary> Norm to which the gradient of a step is cut; null for none. </summary>
    public double? MaximumNorm { get; init; }

    /// <summary> Rows of a mini-batch. </summary>
    public int Batch { get; init; } = 256;

    /// <summary> Marginal pairs for each row of a mini-batch: the batch against itself, shifted by 1, 2, …. </summary>
    public int Marginals { get; init; } = 8;

    /// <summary> Passes over the training samples. </summary>
    public int Epochs { get; init; } = 30;

    /// <summary>
    /// Whether critics see Φ⁻¹ of ranks rather than standardised values. The information is the same; with heavy tails more of it is found, with
    /// light ones a little less (docs/mine.md), hence off.
    /// </summary>
    public bool NormalScores { get; init; }

    /// <summary> Share of the samples that is held out: the best parameters are chosen by it, and estimates come from it. </summary>
    public double HeldOut { get; init; } = 0.2;

    /// <summary> Marginal pairs of an estimate in all, spread evenly over its rows; its memory does not depend on them. </summary>
    public int EvaluationPairs { get; init; } = 1 << 18;

    /// <summary> Rate of the moving average of <see cref="Bound.Mine"/>. </summary>
    public double AverageRate { get; init; } = 0.01;

    /// <summary> What initial weights, the split and the order of the samples follow from. </summary>
    public ulong Seed { get; init; }

    /// <summary> Refuses impossible numbers; widths are checked where they are used. </summary>
    /// <exception cref="ArgumentException"> One is; the message says which and what would do. </exception>
    internal void Validate()
    {
        if (!Enum.IsDefined(Bound))
            throw new ArgumentException($"MineOptions.Bound: there is no bound {Bound}.");
        Require(Critics >= 1, nameof(Critics), Critics, "at least 1");
        Require(Rate > 0 && double.IsFinite(Rate), nameof(Rate), Rate, "positive and finite");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "at least 0 and finite");
        Require(MaximumNorm is null or > 0, nameof(MaximumNorm), MaximumNorm ?? 0, "positive, or null");
        Require(Batch >= 2, nameof(Batch), Batch, "at least 2, or no row could meet the z of another");
        Require(Marginals >= 1, nameof(Marginals), Marginals, "at least 1");
        Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Require(HeldOut is > 0 and < 1, nameof(HeldOut), HeldOut, "between 0 and 1: without samples that the critic has not seen there is no honest estimate");
        Require(EvaluationPairs >= 1, nameof(EvaluationPairs), EvaluationPairs, "at least 1");
        Require(AverageRate is > 0 and <= 1, nameof(AverageRate), AverageRate, "in (0, 1]");
    }

    static void Require(bool holds, string name, double value, string what)
    {
        if (!holds)
            throw new ArgumentException($"MineOptions.{name} is {value}; it must be {what}.");
    }
}
