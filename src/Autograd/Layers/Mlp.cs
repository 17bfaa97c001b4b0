namespace HyperGan.Autograd;

/// <summary> A multilayer perceptron: affine layers with an activation between them and none after the last. </summary>
public sealed class Mlp
{
    readonly Linear[] _layers;

    /// <summary> Makes the parameters <c>layers.0.weight</c>, <c>layers.0.bias</c>, <c>layers.1.weight</c>, …. </summary>
    /// <param name="tape"> Where the parameters live; nothing else may be on it yet. </param>
    /// <param name="widths"> Inputs, hidden widths, outputs. </param>
    /// <param name="activation"> What follows every layer but the last. </param>
    /// <param name="initialization"> How weights and biases start. </param>
    /// <param name="name"> Put before the names of the parameters, with a dot, where a tape holds several networks. </param>
    /// <param name="stack"> Networks side by side; the result has a matrix for each. </param>
    /// <exception cref="ArgumentException"> Fewer than two widths, one below 1, or a name that is taken. </exception>
    public Mlp(
        Tape tape, ReadOnlySpan<int> widths, Activation activation = Activation.Relu,
        Initialization initialization = Initialization.PyTorch, string name = "", int stack = 1)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (widths.Length < 2)
            throw new ArgumentException($"Mlp: {widths.Length} widths; give inputs and outputs at least, [1, 50, 1] for one hidden layer.");
        var prefix = name.Length == 0 ? "layers" : $"{name}.layers";
        var first = tape.Parameters.Count;
        _layers = new Linear[widths.Length - 1];
        for (var i = 0; i < _layers.Length; i++)
            _layers[i] = new(
                tape, $"{prefix}.{i}", widths[i], widths[i + 1], i < _layers.Length - 1 ? activation : Activation.None, initialization, stack: stack);
        Parameters = tape.Parameters.Slice(first, tape.Parameters.Count - first);
    }

    /// <summary> The layers, inputs first. </summary>
    public IReadOnlyList<Linear> Layers => _layers;

    /// <summary> Weights and biases, for an optimiser of their own. </summary>
    public ParameterRange Parameters { get; }

    /// <summary> The outputs for the rows of <paramref name="x"/>: stack × rows × outputs. </summary>
    /// <exception cref="ArgumentException"> x has not as many columns as the network has inputs. </exception>
    public Tensor Apply(Tensor x)
    {
        foreach (var layer in _layers)
            x = layer.Apply(x);
        return x;
    }
}
