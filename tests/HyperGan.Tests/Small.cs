using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Tests;

/// <summary> Small runs that a test can afford. </summary>
static class Small
{
    public static HyperGanOptions Options { get; } = new()
    {
        Hidden = [8, 6],
        NoiseWidth = 5,
        Latent = 4,
        MixerHidden = [12],
        Members = 6,
        BatchSize = 7,
        Steps = 400,
        Rate = 3e-3,
        NoiseDeviation = 3,
        DiversityWeight = 0.1,
        DiversityHidden = [9],
    };

    /// <summary> y = x₀² − x₁ at 20 points. </summary>
    public static TrainingData Regression { get; } = TrainingData.Regression(Inputs(20), 2, [.. Enumerable.Range(0, 20).Select(i => Inputs(20)[2 * i] * Inputs(20)[2 * i] - Inputs(20)[2 * i + 1])]);

    /// <summary> Three classes by the angle of the point. </summary>
    public static TrainingData Classification { get; } = TrainingData.Classification(Inputs(30), 2, [.. Enumerable.Range(0, 30).Select(i => (int)(1.5 + 1.4 * Math.Sin(i)))]);

    public static Real[] Inputs(int rows)
    {
        var inputs = new Real[2 * rows];
        new RandomStream(17).Uniform(inputs, -2, 2);
        return inputs;
    }

    public static HyperNetwork Network(ulong seed = 0, Activation activation = Activation.Relu)
    {
        var tape = new Tape(seed);
        var source = new NoiseSource(Prior.Normal, 16, Condition.None, 0, tape.Random.Split("noise"));
        return new(tape, new(tape, new([3, 40, 30, 2], activation), source.Width, 24, [32], Activation.Tanh), source);
    }
}
