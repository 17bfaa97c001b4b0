namespace HyperGan.Autograd;

/// <summary>
/// Y = f(X·W + b): X is rows × inputs, W inputs × outputs, b one row. With a stack, W and b are those of as many layers side by side, and
/// Y has their stack: an ensemble in one product.
/// </summary>
public sealed class Linear
{
    /// <summary> Makes the parameters <c>name.weight</c> and <c>name.bias</c>. </summary>
    /// <param name="tape"> Where the parameters live; nothing else may be on it yet. </param>
    /// <param name="name"> The path of the layer, <c>layers.0</c> for instance; unique on the tape. </param>
    /// <param name="inputs"> Columns of X. </param>
    /// <param name="outputs"> Columns of Y. </param>
    /// <param name="activation"> f. </param>
    /// <param name="initialization"> How W and b start. </param>
    /// <param name="bias"> Whether there is a b. </param>
    /// <param name="stack"> Layers side by side, each with a W and a b of its own. </param>
    /// <exception cref="ArgumentException"> A size is below 1, or the name is taken. </exception>
    public Linear(
        Tape tape, string name, int inputs, int outputs, Activation activation = Activation.None,
        Initialization initialization = Initialization.PyTorch, bool bias = true, int stack = 1)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (inputs < 1 || outputs < 1 || stack < 1)
            throw new ArgumentException($"Linear '{name}': {inputs} inputs, {outputs} outputs and a stack of {stack}; each must be at least 1.");
        (Name, Activation) = (name, activation);
        Weight = tape.Parameter($"{name}.weight", new(stack, inputs, outputs), Initializer.Weight(initialization, inputs, outputs));
        if (bias)
            Bias = tape.Parameter($"{name}.bias", new(stack, 1, outputs), Initializer.Bias(initialization, inputs));
    }

    /// <summary> The path of the layer. </summary>
    public string Name { get; }

    /// <summary> f </summary>
    public Activation Activation { get; }

    /// <summary> W, stack × inputs × outputs: the transpose of what PyTorch keeps. </summary>
    public Tensor Weight { get; }

    /// <summary> b, stack × 1 × outputs, or null. </summary>
    public Tensor? Bias { get; }

    /// <summary> f(X·W + b) </summary>
    /// <exception cref="ArgumentException"> X has not as many columns as the layer has inputs. </exception>
    public Tensor Apply(in Tensor x) => Bias is { } bias ? x.Affine(Weight, bias, Activation) : x.MatMul(Weight).Activate(Activation);
}
