using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = tanh x      dx += dy ⊙ (1 − y²) </summary>
readonly struct Tanh : IActivation
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => Elementary.Tanh(x, y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => Vector<Real>.One - y * y;
}

public readonly partial struct Tensor
{
    /// <summary> y = tanh x      dx += dy ⊙ (1 − y²) </summary>
    public Tensor Tanh() => Tape.Record<Map<Tanh>>(this, Shape);
}
