using System.Runtime.CompilerServices;

namespace HyperGan.Cli;

/// <summary> A training step of no consequence, on another processor and while the command line is still being read: the first real one then finds its methods compiled. </summary>
static class Warmup
{
    /// <summary> Rows of its data. </summary>
    const int Rows = 20;

    /// <summary> Starts it if <paramref name="arguments"/> ask for training, and if there is something to compile and a processor to do it. </summary>
    public static void Begin(IReadOnlyList<string> arguments)
    {
        if (arguments is not ["train", ..] || !RuntimeFeature.IsDynamicCodeCompiled || Environment.ProcessorCount < 2)
            return;
        // In the background: a command that ends earlier, with a message or a page of help, does not wait for it.
        new Thread(Step) { IsBackground = true, Name = "HyperGan warm-up" }.Start();
    }

    /// <summary> The step, small and with what most presets use. Each method is compiled once, whoever comes first. </summary>
    public static void Step()
    {
        try
        {
            new TrainingSession(new() { Hidden = [50], MaximumNorm = 1 }, TrainingData.Regression(new Real[Rows], inputWidth: 1, new Real[Rows]), outputs: 1).Trainer.Step();
        }
        catch (OutOfMemoryException)
        {
            // Then the training itself will say so.
        }
    }
}
