namespace HyperGan;

/// <summary> How many steps a training gets that nobody set. </summary>
static class TrainingLength
{
    /// <summary> Passes over the rows that large sets are given. </summary>
    const int Epochs = 100;

    /// <summary> Steps beyond which more passes pay too little. </summary>
    const int MostSteps = 10_000;

    /// <summary> Those of the options, or a hundred passes over the rows if these are more, 10 000 at most. </summary>
    public static int Of(HyperGanOptions options, int rows) =>
        Math.Max(options.Steps, (int)Math.Min(MostSteps, (long)Epochs * rows / options.BatchSize));
}
