using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// A discriminator D on the codes (Ratzlaff &amp; Li 2019). Generator: BCE(D(code), 1). Discriminator: ½ [BCE(D(s), 1) + BCE(D(code), 0)] with s
/// from a prior. The generator's term sees D as a constant and D's sees the codes as constants, so that one backward pass serves both.
/// </summary>
public sealed class Discriminator : IDiversity
{
    const Real Slope = (Real)0.2;

    readonly Linear[] _layers;
    readonly PriorSampler _prior;
    readonly Func<Tensor, Tensor> _logits, _frozen;
    readonly int _width;
    Real[] _priorCodes = [];

    /// <summary> Makes the parameters <c>discriminator.layers.0.weight</c>, …. </summary>
    /// <param name="tape"> Where the parameters live; nothing else may be on it yet. </param>
    /// <param name="codeWidth"> Columns of a code. </param>
    /// <param name="hidden"> Hidden widths; leaky ReLU 0.2 follows each. </param>
    /// <param name="prior"> What codes should look like. </param>
    public Discriminator(Tape tape, int codeWidth, ReadOnlySpan<int> hidden, Prior prior = Prior.Normal)
    {
        ArgumentNullException.ThrowIfNull(tape);
        (_prior, _width) = (new(prior, codeWidth, tape.Random.Split("discriminator")), codeWidth);
        var first = tape.Parameters.Count;
        _layers = new Linear[hidden.Length + 1];
        for (var i = 0; i < _layers.Length; i++)
            _layers[i] = new(tape, $"discriminator.layers.{i}", i == 0 ? codeWidth : hidden[i - 1], i < hidden.Length ? hidden[i] : 1);
        Parameters = tape.Parameters.Slice(first, tape.Parameters.Count - first);
        (_logits, _frozen) = (codes => Logits(codes, isTrained: true), codes => Logits(codes, isTrained: false));
    }

    /// <inheritdoc/>
    public ParameterRange Parameters { get; }

    /// <inheritdoc/>
    public bool SeesMembers => false;

    /// <summary> Layers of D. </summary>
    public IReadOnlyList<Linear> Layers => _layers;

    /// <summary> The draws s of the step: as many as members, row by row. </summary>
    public Span<Real> PriorCodes => _priorCodes;

    /// <inheritdoc/>
    public void Draw(int members, RandomStream random)
    {
        if (_priorCodes.Length != members * _width)
            _priorCodes = new Real[members * _width];
        _prior.Sample(_priorCodes, random);
    }

    /// <inheritdoc/>
    public DiversityLoss Loss(in Pass pass)
    {
        var tape = pass.Codes.Tape;
        var (real, generated) = (tape.Constant(1), tape.Constant(0));
        var prior = tape.Constant(_priorCodes, pass.Members, _width);
        return new(
            Generator: pass.OfMembers(_frozen, pass.Codes, columns: 1).BinaryCrossEntropyOfLogits(real),
            Own: (pass.OfMembers(_logits, prior, columns: 1).BinaryCrossEntropyOfLogits(real)
                + pass.OfMembers(_logits, pass.Codes.Detach(), columns: 1).BinaryCrossEntropyOfLogits(generated)) * (Real)0.5);
    }

    Tensor Logits(Tensor x, bool isTrained)
    {
        for (var i = 0; i < _layers.Length; i++)
        {
            var (weight, bias) = (_layers[i].Weight, _layers[i].Bias!.Value);
            x = isTrained ? x.Affine(weight, bias) : x.Affine(weight.Detach(), bias.Detach());
            if (i < _layers.Length - 1)
                x = x.LeakyRelu(Slope);
        }
        return x;
    }
}
