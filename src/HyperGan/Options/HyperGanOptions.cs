using HyperGan.Autograd;

namespace HyperGan;

/// <summary> Everything that decides a training run but the data. Serialised with every run; <see cref="Presets"/> are such records. </summary>
public sealed record HyperGanOptions
{
    /// <summary> Hidden widths of the main network. </summary>
    public IReadOnlyList<int> Hidden { get; init; } = [100, 100];

    /// <summary> Activation of the main network. </summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary> What the noise is drawn from. </summary>
    public Prior Noise { get; init; } = Prior.Normal;

    /// <summary> Columns of noise. </summary>
    public int NoiseWidth { get; init; } = 32;

    /// <summary> What the generator reads beside the noise. </summary>
    public Condition Condition { get; init; }

    /// <summary> Labels of a one-hot condition. </summary>
    public int Labels { get; init; } = 10;

    /// <summary> What stands for 1 in a one-hot condition: the larger, the less members of different labels have in common. </summary>
    public double ConditionScale { get; init; } = 1;

    /// <summary> Columns of code for each layer of the main network. </summary>
    public int Latent { get; init; } = 32;

    /// <summary> Hidden widths of the mixer. </summary>
    public IReadOnlyList<int> MixerHidden { get; init; } = [64, 64];

    /// <summary> Activation of the mixer. </summary>
    public Activation MixerActivation { get; init; } = Activation.Elu;

    /// <summary> How the heads start. </summary>
    public HeadInitialization Heads { get; init; } = HeadInitialization.Hyperfan;

    /// <summary> Share of the generated weights' variance that varies with the noise at the start; for hyperfan heads. </summary>
    public double DiversityFraction { get; init; } = 0.5;

    /// <summary> What keeps the members apart. </summary>
    public DiversityKind Diversity { get; init; } = DiversityKind.PriorAnchor;

    /// <summary> Weight of the diversity term in the generator's loss; a prior anchor is divided by the number of training rows besides. </summary>
    public double DiversityWeight { get; init; } = 1;

    /// <summary> Learning rate of the diversity term's own network. </summary>
    public double DiversityRate { get; init; } = 1e-3;

    /// <summary> Hidden widths of the diversity term's own network. </summary>
    public IReadOnlyList<int> DiversityHidden { get; init; } = [];

    /// <summary> What codes should look like to a discriminator. </summary>
    public Prior CodePrior { get; init; } = Prior.Normal;

    /// <summary> Variance of the weights' prior in units of He's; for a prior anchor. </summary>
    public double PriorVariance { get; init; } = 1;

    /// <summary> How far from the training rows a function diversity looks, in the units that the network sees. </summary>
    public double Displacement { get; init; } = 1;

    /// <summary> Deviation of the targets' noise in their own units; a prior anchor then perturbs the targets by it. 0 for a plain squared error. </summary>
    public double NoiseDeviation { get; init; }

    /// <summary> Whether mean and noise of every target are learned apart, by folds of rows that are the labels of a one-hot condition: <see cref="CrossFittedFit"/>. </summary>
    public bool CrossFit { get; init; }

    /// <summary> Whether the noise that is learned by <see cref="CrossFit"/> depends on the inputs. </summary>
    public NoiseHead NoiseHead { get; init; }

    /// <summary> Weight of the fit in the generator's loss. </summary>
    public double FitWeight { get; init; } = 1;

    /// <summary> Whether inputs and targets are brought to mean 0 and deviation 1 before. </summary>
    public bool Standardize { get; init; } = true;

    /// <summary> Members drawn in a step. </summary>
    public int Members { get; init; } = 32;

    /// <summary> Rows of a batch at most. </summary>
    public int BatchSize { get; init; } = 100;

    /// <summary> Training steps. </summary>
    public int Steps { get; init; } = 3_000;

    /// <summary> Learning rate of the generator. </summary>
    public double Rate { get; init; } = 1e-3;

    /// <summary> How the rates change. </summary>
    public RateSchedule Schedule { get; init; } = RateSchedule.Cosine;

    /// <summary> Decoupled weight decay. </summary>
    public double WeightDecay { get; init; }

    /// <summary> Gradients of larger norm are scaled down to it; 0 for no limit. </summary>
    public double MaximumNorm { get; init; }

    /// <summary> Where all random numbers come from. </summary>
    public ulong Seed { get; init; }

    /// <summary> Outputs that the main network needs for so many targets: a mean for each, and the noise beside it where that depends on the inputs. </summary>
    public int Outputs(int targets) => CrossFit && NoiseHead == NoiseHead.Heteroscedastic ? 2 * targets : targets;

    /// <summary> As JSON, every member by name. </summary>
    public string ToJson() => OptionsJson.Write(this);

    /// <summary> From JSON; what is not named keeps its default. </summary>
    /// <exception cref="InvalidDataException"> It is no JSON, names something that is no option, or gives an option a value of another kind. </exception>
    public static HyperGanOptions FromJson(string json) => new HyperGanOptions().With(json);

    /// <summary> These options with those laid over them that a JSON object names. </summary>
    /// <exception cref="InvalidDataException"> It is no JSON, names something that is no option, or gives an option a value of another kind. </exception>
    public HyperGanOptions With(string json)
    {
        var options = this with { };
        OptionsJson.Read(json, options);
        return options;
    }

    /// <summary> Refuses what cannot be trained. </summary>
    /// <exception cref="ArgumentException"> An option is impossible; the message names it. </exception>
    public void Check()
    {
        RequirePositive("hidden", Hidden);
        RequirePositive("mixer-hidden", MixerHidden);
        RequirePositive("diversity-hidden", DiversityHidden);
        RequirePositive("noise-width", [NoiseWidth]);
        RequirePositive("latent", [Latent]);
        RequirePositive("members", [Members]);
        RequirePositive("batch-size", [BatchSize]);
        RequirePositive("steps", [Steps]);
        Require(Labels >= 2, "labels", Labels, "at least 2");
        Require(Diversity != DiversityKind.Information || Members >= 2, "members", Members, "at least 2, since mutual information compares a member with another");
        Require((Real)ConditionScale > 0 && Real.IsFinite((Real)ConditionScale), "condition-scale", ConditionScale, "a positive number, in the range of the networks' numbers");
        if (CrossFit && (Condition != Condition.OneHot || !Standardize || NoiseDeviation != 0))
            throw new ArgumentException("cross-fit: members belong to folds by a one-hot condition, targets are standardised and their noise is learned; give condition OneHot, standardize true, noise-deviation 0.");
        if (!CrossFit && NoiseHead != NoiseHead.Heteroscedastic)
            throw new ArgumentException($"noise-head: {NoiseHead}, but no noise is learned; give cross-fit true.");
        if (Noise != Prior.Normal && (CrossFit || NoiseDeviation > 0 || Diversity is DiversityKind.PriorAnchor or DiversityKind.AnchoredFunction))
            throw new ArgumentException($"noise: {Noise}, but an anchor, cross-fit and a noise-deviation make normal draws of it, whose deviation would not be the one asked for; give noise Normal.");
        Require(DiversityFraction is >= 0 and <= 1, "diversity-fraction", DiversityFraction, "a share from 0 to 1");
        Require(PriorVariance > 0 && double.IsFinite(PriorVariance), "prior-variance", PriorVariance, "a positive number");
        Require(Displacement > 0 && double.IsFinite(Displacement), "displacement", Displacement, "a positive number");
        RequireNotNegative("diversity-weight", DiversityWeight);
        RequireNotNegative("diversity-rate", DiversityRate);
        RequireNotNegative("noise-deviation", NoiseDeviation);
        RequireNotNegative("fit-weight", FitWeight);
        RequireNotNegative("rate", Rate);
        RequireNotNegative("weight-decay", WeightDecay);
        RequireNotNegative("maximum-norm", MaximumNorm);
    }

    static void RequirePositive(string name, IReadOnlyList<int> values)
    {
        foreach (var value in values)
            Require(value >= 1, name, value, "at least 1");
    }

    static void RequireNotNegative(string name, double value) => Require(value >= 0 && double.IsFinite(value), name, value, "a finite number of at least 0");

    static void Require(bool holds, string name, double value, string wanted)
    {
        if (!holds)
            throw new ArgumentException($"{name}: {value}; give {wanted}.");
    }
}
