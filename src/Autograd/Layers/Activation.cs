namespace HyperGan.Autograd;

/// <summary> What follows a layer, element by element. </summary>
public enum Activation
{
    /// <summary> x </summary>
    None,

    /// <summary> max(x, 0) </summary>
    Relu,

    /// <summary> x where x > 0, else 0.01 · x </summary>
    LeakyRelu,

    /// <summary> x where x > 0, else eˣ − 1 </summary>
    Elu,

    /// <summary> tanh x </summary>
    Tanh,

    /// <summary> 1 / (1 + e⁻ˣ) </summary>
    Sigmoid,

    /// <summary> ln(1 + eˣ) </summary>
    Softplus,
}

public readonly partial struct Tensor
{
    /// <summary> f(x), element by element, for the f that <paramref name="activation"/> names. </summary>
    public Tensor Activate(Activation activation) => activation switch
    {
        Activation.None => this,
        Activation.Relu => Relu(),
        Activation.LeakyRelu => LeakyRelu(),
        Activation.Elu => Elu(),
        Activation.Tanh => Tanh(),
        Activation.Sigmoid => Sigmoid(),
        Activation.Softplus => Softplus(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "Activate: no such activation."),
    };

    /// <summary> f(X·W + b) for the f that <paramref name="activation"/> names, in one pass where f′ follows from f. </summary>
    /// <exception cref="ArgumentException"> Columns and rows do not match, or stacks differ and neither is 1. </exception>
    public Tensor Affine(in Tensor weight, in Tensor bias, Activation activation) => activation switch
    {
        Activation.Relu => Affine<Relu>(weight, bias),
        Activation.Elu => Affine<Elu>(weight, bias),
        Activation.Tanh => Affine<Tanh>(weight, bias),
        Activation.Sigmoid => Affine<Sigmoid>(weight, bias),
        Activation.Softplus => Affine<Softplus>(weight, bias),
        _ => Affine(weight, bias).Activate(activation),
    };
}
