using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> How a layer of <c>in</c> inputs and <c>out</c> outputs starts. </summary>
public enum Initialization
{
    /// <summary> Weights and biases uniform on ±1/√in, what PyTorch's Linear does. </summary>
    PyTorch,

    /// <summary> Weights normal with variance 2/in, biases 0: keeps the scale through ReLUs (He et al. 2015). </summary>
    He,

    /// <summary> Weights uniform with variance 2/(in + out), biases 0: keeps the scale through tanh both ways (Glorot &amp; Bengio 2010). </summary>
    Xavier,
}

/// <summary> The numbers of each <see cref="Initialization"/>. </summary>
static class Initializer
{
    public static Action<Span<Real>, RandomStream> Weight(Initialization initialization, int inputs, int outputs) => initialization switch
    {
        Initialization.PyTorch => Uniform(1 / Math.Sqrt(inputs)),
        Initialization.He => Normal(Math.Sqrt(2.0 / inputs)),
        Initialization.Xavier => Uniform(Math.Sqrt(6.0 / ((double)inputs + outputs))),
        _ => throw new ArgumentOutOfRangeException(nameof(initialization), initialization, "There is no such initialisation."),
    };

    public static Action<Span<Real>, RandomStream>? Bias(Initialization initialization, int inputs) =>
        initialization == Initialization.PyTorch ? Uniform(1 / Math.Sqrt(inputs)) : null;

    static Action<Span<Real>, RandomStream> Uniform(double bound) => (values, random) => random.Uniform(values, (Real)(-bound), (Real)bound);

    static Action<Span<Real>, RandomStream> Normal(double deviation) => (values, random) => random.Normal(values, 0, (Real)deviation);
}
