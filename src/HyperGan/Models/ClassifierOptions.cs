namespace HyperGan;

/// <summary> How a <see cref="HyperGanClassifier"/> is fitted. The defaults are meant to be left alone. </summary>
public sealed record ClassifierOptions
{
    /// <summary> Where all random numbers come from. </summary>
    public ulong Seed { get; init; }

    /// <summary> Hidden widths of the main network. </summary>
    public IReadOnlyList<int> Hidden { get; init; } = [50];

    /// <summary> Training steps; null for those of <see cref="Training"/>, or a hundred passes over the rows if these are more, 10 000 at most. </summary>
    public int? Steps { get; init; }

    /// <summary> Everything else: the preset <c>calibrated</c> without its folds, since classes have no noise to be learned, and with a wider prior: sharp borders need large weights. Its Seed, Hidden and Steps are not read. </summary>
    public HyperGanOptions Training { get; init; } = Presets.Load("calibrated") with { CrossFit = false, Condition = Condition.None, PriorVariance = 16 };

    /// <summary> The options of a training on this many rows. </summary>
    internal HyperGanOptions For(int rows) => Training with { Seed = Seed, Hidden = Hidden, Steps = Steps ?? TrainingLength.Of(Training, rows) };
}
