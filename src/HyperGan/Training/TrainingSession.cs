using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary> A training run as its options describe it: network, terms of the loss and trainer, put together for given data. </summary>
public sealed class TrainingSession
{
    /// <summary> Everything before the first step. </summary>
    /// <param name="options"> What to train and how. </param>
    /// <param name="data"> What to learn from, in its own units. </param>
    /// <param name="outputs"> Outputs of the main network: targets, or classes. </param>
    /// <param name="team"> The threads to use; null for the caller alone. Results do not depend on it. </param>
    /// <exception cref="ArgumentException"> Options that are impossible, or do not fit the data; the message names the option. </exception>
    public TrainingSession(HyperGanOptions options, TrainingData data, int outputs, Team? team = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(data);
        options.Check();
        var tape = new Tape(options.Seed, team);
        Options = options;
        var scaling = options.Standardize ? Scaling.Of(data) : null;
        Scaling = options.CrossFit ? CrossFittedFit.OutputScaling(scaling!, options.NoiseHead) : scaling;
        Network = Create(tape, options, data.InputWidth, outputs);
        var scaled = scaling?.Apply(data) ?? data;
        var diversity = CreateDiversity(tape, options, Network, scaled);
        Fit = CreateFit(tape, options, data, outputs, scaling);
        if (options.Heads == HeadInitialization.Hyperfan)
            Hyperfan.Initialize(Network, options.DiversityFraction);
        Trainer = new(Network, scaled, Fit, diversity, Settings(options, data.Rows));
        Ensemble = new(Network, Scaling);
    }

    /// <summary> What is trained and how. </summary>
    public HyperGanOptions Options { get; }

    /// <summary> What is trained. </summary>
    public HyperNetwork Network { get; }

    /// <summary> What trains it. </summary>
    public Trainer Trainer { get; }

    /// <summary> How well members fit the data. </summary>
    public IFit Fit { get; }

    /// <summary> From the units of inputs and outputs to mean 0 and deviation 1; null where they stay. </summary>
    public Scaling? Scaling { get; }

    /// <summary> The networks it generates, in the units of the data. </summary>
    public Ensemble Ensemble { get; }

    /// <summary> The network of these options, its parameters at their start; the first on the tape. </summary>
    internal static HyperNetwork Create(Tape tape, HyperGanOptions options, int inputs, int outputs)
    {
        var main = new MainNetwork([inputs, .. options.Hidden, outputs], options.Activation);
        var source = new NoiseSource(options.Noise, options.NoiseWidth, options.Condition, options.Labels, tape.Random.Split("noise"), options.ConditionScale);
        return new(tape, new(tape, main, source.Width, options.Latent, [.. options.MixerHidden], options.MixerActivation), source);
    }

    static IDiversity? CreateDiversity(Tape tape, HyperGanOptions options, HyperNetwork network, TrainingData data)
    {
        var codes = network.Main.Layers * options.Latent;
        var condition = options.Condition == Condition.None ? options.NoiseWidth : network.Source.ConditionWidth;
        return options.Diversity switch
        {
            DiversityKind.None => null,
            DiversityKind.Discriminator => new Discriminator(tape, codes, [.. options.DiversityHidden], options.CodePrior),
            DiversityKind.Information => new CodeInformation(tape, codes, condition, [.. options.DiversityHidden]),
            DiversityKind.PriorAnchor => new PriorAnchor(tape, network.Main, options.NoiseWidth, options.PriorVariance),
            DiversityKind.Function => new FunctionDiversity(tape, network.Main, data, options.Displacement),
            DiversityKind.AnchoredFunction => new AnchoredFunctionDiversity(
                new(tape, network.Main, data, options.Displacement), options.DiversityWeight,
                new(tape, network.Main, options.NoiseWidth, options.PriorVariance), data.Rows),
            _ => throw new ArgumentException($"diversity: there is no kind {options.Diversity}."),
        };
    }

    static IFit CreateFit(Tape tape, HyperGanOptions options, TrainingData data, int outputs, Scaling? scaling)
    {
        if (data.TargetWidth == 0)
            return new CrossEntropyFit();
        if (options.CrossFit)
            return new CrossFittedFit(tape, data.Rows, data.TargetWidth, options.NoiseWidth, options.Labels, options.NoiseHead);
        if (options.NoiseDeviation == 0)
            return new SquaredFit();
        if (data.TargetWidth > 1)
            throw new ArgumentException(
                $"noise-deviation: {options.NoiseDeviation} cannot be the noise of {data.TargetWidth} targets, each in units of its own; give 0, or a single target.");
        var unit = scaling?.Targets is { } targets ? targets.Scales[0] : 1;
        return new PerturbedFit(tape, data.Rows, outputs, options.NoiseWidth, options.NoiseDeviation / unit);
    }

    static TrainerSettings Settings(HyperGanOptions options, int rows) => new()
    {
        Members = options.Members,
        BatchSize = options.BatchSize,
        FitWeight = options.FitWeight,
        DiversityWeight = options.Diversity switch
        {
            DiversityKind.PriorAnchor => options.DiversityWeight / rows,
            DiversityKind.AnchoredFunction => 1,   // its parts have weights of their own
            _ => options.DiversityWeight,
        },
        Rate = options.Rate,
        DiversityRate = options.DiversityRate,
        WeightDecay = options.WeightDecay,
        MaximumNorm = options.MaximumNorm == 0 ? double.PositiveInfinity : options.MaximumNorm,
        Schedule = options.Schedule == RateSchedule.Cosine ? new CosineSchedule(options.Steps) : Schedule.Constant,
    };
}
