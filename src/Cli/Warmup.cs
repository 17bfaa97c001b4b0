using System.Runtime.CompilerServices;
using HyperGan.Autograd;

namespace HyperGan.Cli;

/// <summary> A training step of no consequence, on another processor and while the command line is still being read: the first real one then finds its methods compiled. </summary>
static class Warmup
{
    /// <summary> Rows of its data. </summary>
    const int Rows = 20;

    /// <summary> Neurons of its main network, as in the toys. </summary>
    const int Hidden = 50;

    /// <summary> Members and codes of most presets. </summary>
    const int Members = 32;

    static readonly bool _helps = RuntimeFeature.IsDynamicCodeCompiled && Environment.ProcessorCount > 1;

    /// <summary> Starts it if <paramref name="arguments"/> ask for training, and if there is something to compile and a processor to do it. </summary>
    public static void Begin(IReadOnlyList<string> arguments)
    {
        if (!_helps || arguments is not ["train", ..])
            return;
        // In the background: a command that ends earlier, with a message or a page of help, does not wait for it.
        new Thread(Step) { IsBackground = true, Name = "HyperGan warm-up" }.Start();
    }

    /// <summary> The step, small and with what most presets use. Each method is compiled once, whoever comes first. </summary>
    public static void Step()
    {
        try
        {
            new TrainingSession(new() { Hidden = [Hidden], MaximumNorm = 1 }, TrainingData.Regression(new Real[Rows], inputWidth: 1, new Real[Rows]), outputs: 1).Trainer.Step();
        }
        catch (OutOfMemoryException)
        {
            // Then the training itself will say so.
        }
    }

    /// <summary>
    /// Meets it from the other end: a layer's way back and a move of its weights, to which the step comes last. For the thread that has read the
    /// command line meanwhile. Training at once, it would come to each method just as the other compiles it, and wait.
    /// </summary>
    public static void Meet()
    {
        if (!_helps)
            return;
        var tape = new Tape();
        var layer = new Linear(tape, "layer", inputs: Members, outputs: Hidden, Activation.Relu);
        tape.Backward(layer.Apply(tape.Constant(new Real[Members * Members], Members, Members)).Sum());
        new Adam(tape.Parameters) { MaximumNorm = 1 }.Step();
    }
}
