using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = ln(1 + eˣ)      dx += dy ⊙ (1 − e⁻ʸ), which is the sigmoid of x </summary>
readonly struct Softplus : IActivation
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => Elementary.Softplus(x, y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => -Elementary.ExpM1(-y);
}

public readonly partial struct Tensor
{
    /// <summary> y = ln(1 + eˣ)      dx += dy / (1 + e⁻ˣ) </summary>
    public Tensor Softplus() => Tape.Record<Map<Softplus>>(this, Shape);
}
