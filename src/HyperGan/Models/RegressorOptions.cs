namespace HyperGan;

/// <summary> How a <see cref="HyperGanRegressor"/> is fitted. The defaults are meant to be left alone. </summary>
public sealed record RegressorOptions
{
    /// <summary> Passes over the rows that large sets are given. </summary>
    const int Epochs = 100;

    /// <summary> Steps beyond which more passes pay too little. </summary>
    const int MostSteps = 10_000;

    /// <summary> Where all random numbers come from. </summary>
    public ulong Seed { get; init; }

    /// <summary> Hidden widths of the main network. </summary>
    public IReadOnlyList<int> Hidden { get; init; } = [50];

    /// <summary> Training steps; null for those of <see cref="Training"/>, or a hundred passes over the rows if these are more, 10 000 at most. </summary>
    public int? Steps { get; init; }

    /// <summary>
    /// Ends a training early: twenty times in its course the rows kept out of it are looked at, and after so many looks without a gain in their
    /// likelihood it ends, with the parameters that were best for them. Null for all steps.
    /// </summary>
    public int? Patience { get; init; }

    /// <summary> Everything else. <see cref="HyperGanOptions.CrossFit"/> must be on; its Seed, Hidden and Steps are not read. </summary>
    public HyperGanOptions Training { get; init; } = Presets.Load("calibrated");

    /// <summary> The options of a training on this many rows. </summary>
    internal HyperGanOptions For(int rows)
    {
        if (!Training.CrossFit)
            throw new ArgumentException("RegressorOptions: the training does not learn the targets' noise; start from Presets.Load(\"calibrated\").");
        if (Patience < 1)
            throw new ArgumentException($"RegressorOptions: a patience of {Patience}; give at least 1, or null for all steps.");
        var passes = (int)Math.Min(MostSteps, (long)Epochs * rows / Math.Max(1, Training.BatchSize));   // one below 1 is refused with the other options
        return Training with { Seed = Seed, Hidden = Hidden, Steps = Steps ?? Math.Max(Training.Steps, passes), Labels = Math.Min(Training.Labels, rows / 2) };
    }
}
