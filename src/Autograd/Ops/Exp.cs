using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = eˣ      dx += dy ⊙ y </summary>
readonly struct Exp : IActivation
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => Elementary.Exp(x, y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => y;
}

public readonly partial struct Tensor
{
    /// <summary> y = eˣ      dx += dy ⊙ y </summary>
    public Tensor Exp() => Tape.Record<Map<Exp>>(this, Shape);
}
