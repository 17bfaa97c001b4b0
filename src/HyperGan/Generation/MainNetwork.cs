using HyperGan.Autograd;

namespace HyperGan;

/// <summary> The network whose weights are generated: affine layers with an activation between them and none after the last. It has no weights of its own. </summary>
public sealed class MainNetwork
{
    readonly int[] _widths;

    /// <summary> A network of these widths: inputs, hidden layers, outputs. </summary>
    /// <exception cref="ArgumentException"> Fewer than two widths, one below 1, or more weights in a layer than an array can hold. </exception>
    public MainNetwork(ReadOnlySpan<int> widths, Activation activation = Activation.Relu)
    {
        if (widths.Length < 2)
            throw new ArgumentException($"MainNetwork: {widths.Length} widths; give inputs and outputs at least, [1, 50, 1] for one hidden layer.");
        foreach (var width in widths)
            if (width < 1)
                throw new ArgumentException($"MainNetwork: a width of {width} in [{string.Join(", ", widths.ToArray())}]; each must be at least 1.");
        for (var i = 1; i < widths.Length; i++)
            ArraySize.Of(nameof(MainNetwork), "inputs × outputs of a layer", widths[i - 1], widths[i]);
        _widths = widths.ToArray();
        Activation = activation;
    }

    /// <summary> Inputs, hidden widths, outputs. </summary>
    public IReadOnlyList<int> Widths => _widths;

    /// <summary> What follows every layer but the last. </summary>
    public Activation Activation { get; }

    /// <summary> Number of layers. </summary>
    public int Layers => _widths.Length - 1;

    /// <summary> Columns of X. </summary>
    public int Inputs => _widths[0];

    /// <summary> Columns of Y. </summary>
    public int Outputs => _widths[^1];

    /// <summary> Weights and biases of one member. </summary>
    public int Size
    {
        get
        {
            var size = 0;
            for (var i = 0; i < Layers; i++)
                size += (_widths[i] + 1) * _widths[i + 1];
            return size;
        }
    }

    /// <summary> The activation after layer <paramref name="layer"/>. </summary>
    public Activation ActivationAfter(int layer) => layer < Layers - 1 ? Activation : Activation.None;

    /// <summary> The outputs of every member for every row of <paramref name="x"/>: members × rows × outputs, one stacked product a layer. </summary>
    /// <param name="weights"> The layers of all members. </param>
    /// <param name="x"> 1 × rows × inputs, shared by the members, or members × rows × inputs. </param>
    /// <exception cref="ArgumentException"> Not as many layers as this network has, or shapes that do not fit. </exception>
    public Tensor Apply(ReadOnlySpan<LayerWeights> weights, Tensor x)
    {
        if (weights.Length != Layers)
            throw new ArgumentException($"MainNetwork: weights for {weights.Length} layers, but the network has {Layers}.");
        for (var i = 0; i < weights.Length; i++)
            x = x.Affine(weights[i].Weight, weights[i].Bias, ActivationAfter(i));
        return x;
    }
}
