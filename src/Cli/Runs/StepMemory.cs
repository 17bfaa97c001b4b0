namespace HyperGan.Cli.Runs;

/// <summary> What a training step needs at the least, so that sizes beyond the machine are refused before anything is written, and not by the operating system in the middle. </summary>
static class StepMemory
{
    /// <summary> Bytes of values and gradients of one step: for each member its noise, codes, weights, and the outputs of all layers for every row of the batch. </summary>
    public static double Least(HyperGanOptions options, TrainingData data, int outputs)
    {
        int[] widths = [data.InputWidth, .. options.Hidden, outputs];
        var layers = widths.Zip(widths.Skip(1));
        var generated = layers.Sum(layer => options.Latent + (layer.First + 1.0) * layer.Second);
        var applied = Math.Min(options.BatchSize, data.Rows) * layers.Sum(layer => (double)layer.Second);
        var member = options.NoiseWidth + options.MixerHidden.Sum(width => (double)width) + generated + applied;
        return 2.0 * sizeof(Real) * options.Members * member;
    }

    /// <summary> Refuses what cannot fit. </summary>
    /// <exception cref="ToolException"> It needs more than this machine, or the limit of its container, has. </exception>
    public static void Check(HyperGanOptions options, TrainingData data, int outputs)
    {
        var (needed, available) = (Least(options, data, outputs), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (needed > available)
            throw new ToolException(
                ExitCode.Usage,
                $"A step of these sizes needs {needed / (1 << 30):F1} GiB at the least, and there are {available / (double)(1 << 30):F1} GiB; lower --members, --hidden or --batch-size.");
    }
}
