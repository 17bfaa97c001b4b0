using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary>
/// Gradient descent: v ← momentum · v + g, p ← p − rate · v, with PyTorch's conventions (<see cref="Update.Sgd"/>).
/// </summary>
public sealed class Sgd(ParameterRange parameters, double rate = 1e-2) : Optimizer(parameters, rate)
{
    AlignedArray _velocity;

    /// <summary> Share of the last step that is kept, in [0, 1); 0 for plain descent. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The share is outside [0, 1). </exception>
    public double Momentum
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Momentum: {value} is not in [0, 1); the steps would grow without end.");
    }

    /// <summary> Whether the gradient is that of the place the momentum leads to. </summary>
    public bool Nesterov { get; init; }

    /// <summary> λ of a penalty λ/2 ‖p‖². </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The number is negative or not finite. </exception>
    public double WeightDecay
    {
        get;
        init => field = NotNegative(value);
    }

    /// <inheritdoc/>
    protected override void Move(double rate, long step)
    {
        var values = Parameters.Values;
        if (Momentum != 0 && _velocity.Length != values.Length)
            _velocity = new(values.Length);
        Update.Sgd(values, Parameters.Gradients, _velocity.Span, (Real)rate, (Real)Momentum, 0, Nesterov, (Real)WeightDecay, first: step == 1);
    }
}
