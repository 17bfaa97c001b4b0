using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = 1 / (1 + e⁻ˣ)      dx += dy ⊙ y ⊙ (1 − y) </summary>
readonly struct Sigmoid : IActivation
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => Elementary.Sigmoid(x, y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => y * (Vector<Real>.One - y);
}

public readonly partial struct Tensor
{
    /// <summary> y = 1 / (1 + e⁻ˣ)      dx += dy ⊙ y ⊙ (1 − y) </summary>
    public Tensor Sigmoid() => Tape.Record<Map<Sigmoid>>(this, Shape);
}
