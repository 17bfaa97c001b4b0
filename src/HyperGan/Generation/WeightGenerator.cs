using HyperGan.Autograd;

namespace HyperGan;

/// <summary>
/// Turns rows of noise into the weights of whole networks. A mixer maps a row to a code, cut into a slice for every layer; a linear head maps
/// each slice to the layer's weight, another to its bias (Ratzlaff &amp; Li 2019, the parallel generators being linear).
/// </summary>
public sealed class WeightGenerator
{
    readonly Linear[] _weightHeads, _biasHeads;

    /// <summary> Makes the parameters <c>generator.mixer.layers.0.weight</c>, …, <c>generator.weights.0.weight</c>, <c>generator.biases.0.weight</c>, …. </summary>
    /// <param name="tape"> Where the parameters live; nothing else may be on it yet. </param>
    /// <param name="network"> What the weights are for. </param>
    /// <param name="inputs"> Columns of a row of noise, its condition included. </param>
    /// <param name="latent"> Columns of a slice of the code. </param>
    /// <param name="hidden"> Hidden widths of the mixer. </param>
    /// <param name="activation"> The mixer's activation. </param>
    /// <param name="name"> Put before the names of the parameters. </param>
    /// <exception cref="ArgumentException"> A size is below 1, or the name is taken. </exception>
    public WeightGenerator(
        Tape tape, MainNetwork network, int inputs, int latent, ReadOnlySpan<int> hidden, Activation activation = Activation.Relu, string name = "generator")
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(network);
        if (latent < 1)
            throw new ArgumentException($"WeightGenerator: {latent} columns of code for each layer; at least 1 is needed.");
        (Network, Latent) = (network, latent);
        var first = tape.Parameters.Count;
        Mixer = new Mlp(tape, [inputs, .. hidden, network.Layers * latent], activation, name: $"{name}.mixer");
        _weightHeads = new Linear[network.Layers];
        _biasHeads = new Linear[network.Layers];
        for (var i = 0; i < network.Layers; i++)
        {
            _weightHeads[i] = new(tape, $"{name}.weights.{i}", latent, network.Widths[i] * network.Widths[i + 1]);
            _biasHeads[i] = new(tape, $"{name}.biases.{i}", latent, network.Widths[i + 1]);
        }
        Parameters = tape.Parameters.Slice(first, tape.Parameters.Count - first);
    }

    /// <summary> What the weights are for. </summary>
    public MainNetwork Network { get; }

    /// <summary> Columns of a slice of the code: what one layer is made from. </summary>
    public int Latent { get; }

    /// <summary> Columns of a row of noise, its condition included. </summary>
    public int Inputs => Mixer.Layers[0].Weight.Shape.Rows;

    /// <summary> From noise to code. </summary>
    public Mlp Mixer { get; }

    /// <summary> From the slice of a layer to its weight, inputs × outputs row by row; one head a layer. </summary>
    public IReadOnlyList<Linear> WeightHeads => _weightHeads;

    /// <summary> From the slice of a layer to its bias; one head a layer. </summary>
    public IReadOnlyList<Linear> BiasHeads => _biasHeads;

    /// <summary> Mixer and heads, for an optimiser of their own. </summary>
    public ParameterRange Parameters { get; }

    /// <summary> Codes: members × (layers · latent). </summary>
    /// <param name="noise"> members × inputs. </param>
    /// <exception cref="ArgumentException"> The noise has not as many columns as the generator has inputs. </exception>
    public Tensor Codes(in Tensor noise) => Mixer.Apply(noise);

    /// <summary> The weights of every member, from its code. </summary>
    /// <param name="codes"> members × (layers · latent). </param>
    /// <param name="into"> Room for the layers; kept by the caller, so that a step allocates nothing. </param>
    /// <exception cref="ArgumentException"> The codes have other columns, or <paramref name="into"/> other than the network's layers. </exception>
    public void Generate(in Tensor codes, Span<LayerWeights> into)
    {
        if (codes.Shape.Stack != 1 || codes.Shape.Cols != Network.Layers * Latent || into.Length != Network.Layers)
            throw new ArgumentException(
                $"WeightGenerator: codes of {codes.Shape} for {into.Length} layers; {Network.Layers} layers need members × {Network.Layers * Latent}.");
        var members = codes.Shape.Rows;
        for (var i = 0; i < into.Length; i++)
        {
            var slice = codes.Slice(Axis.Columns, i * Latent, Latent);
            into[i] = new(
                _weightHeads[i].Apply(slice).Reshape(members, Network.Widths[i], Network.Widths[i + 1]),
                _biasHeads[i].Apply(slice).Reshape(members, 1, Network.Widths[i + 1]));
        }
    }
}
