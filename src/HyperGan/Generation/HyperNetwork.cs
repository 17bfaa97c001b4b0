using HyperGan.Autograd;

namespace HyperGan;

/// <summary> A main network, the generator of its weights and the noise that feeds it, on one tape. </summary>
public sealed class HyperNetwork
{
    /// <summary> The parts, put together. </summary>
    /// <exception cref="ArgumentException"> The generator reads other rows than the source makes. </exception>
    public HyperNetwork(Tape tape, WeightGenerator generator, NoiseSource source)
    {
        ArgumentNullException.ThrowIfNull(generator);
        ArgumentNullException.ThrowIfNull(source);
        if (generator.Inputs != source.Width)
            throw new ArgumentException($"HyperNetwork: the generator reads rows of {generator.Inputs}, the source makes rows of {source.Width}.");
        (Tape, Generator, Source) = (tape, generator, source);
    }

    /// <summary> Where the parameters live. </summary>
    public Tape Tape { get; }

    /// <summary> Held by whoever generates members, until they were used: the tape is for one at a time. </summary>
    internal Lock Turn { get; } = new();

    /// <summary> From noise to weights. </summary>
    public WeightGenerator Generator { get; }

    /// <summary> The network whose weights are generated. </summary>
    public MainNetwork Main => Generator.Network;

    /// <summary> Where noise and condition come from. </summary>
    public NoiseSource Source { get; }
}
