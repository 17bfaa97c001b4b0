namespace HyperGan;

/// <summary> How a <see cref="HyperGanClassifier"/> is fitted. The defaults are meant to be left alone. </summary>
public sealed record ClassifierOptions
{
    /// <summary> Passes over the rows that large sets are given. </summary>
    const int Epochs = 50;

    /// <summary> Steps beyond which more passes pay too little. </summary>
    const int MostSteps = 10_000;

    /// <summary> Where all random numbers come from. </summary>
    public ulong Seed { get; init; }

    /// <summary> Names of classes 0, 1, …; null for their numbers. </summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary> Hidden widths of the main network. </summary>
    public IReadOnlyList<int> Hidden { get; init; } = [50];

    /// <summary> Training steps at most; null for those of <see cref="Training"/>, or fifty passes over the rows if these are more, 10 000 at most. </summary>
    public int? Steps { get; init; }

    /// <summary> Everything else; its Seed, Hidden and Steps are not read. </summary>
    public HyperGanOptions Training { get; init; } = Presets.Load("classification");

    /// <summary> The options of a training on this many rows. </summary>
    internal HyperGanOptions For(int rows)
    {
        if (Training.CrossFit)
            throw new ArgumentException("ClassifierOptions: the training learns a noise of numbers, which labels have not; start from Presets.Load(\"classification\").");
        var passes = (int)Math.Min(MostSteps, (long)Epochs * rows / Math.Max(1, Training.BatchSize));   // one below 1 is refused with the other options
        return Training with { Seed = Seed, Hidden = Hidden, Steps = Steps ?? Math.Max(Training.Steps, passes) };
    }
}
