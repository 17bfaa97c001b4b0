using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary>
/// y = t ln(1 + e⁻ˣ) + (1 − t) ln(1 + eˣ)      dx += dy ⊙ (1 / (1 + e⁻ˣ) − t)      dt −= dy ⊙ x.
/// Both terms are positive, so that nothing cancels where x is large and right.
/// </summary>
readonly struct BinaryCrossEntropyOfLogits : IZip
{
    public static Vector<Real> Value(Vector<Real> x, Vector<Real> t) => t * Elementary.Softplus(-x) + (Vector<Real>.One - t) * Elementary.Softplus(x);

    public static Vector<Real> SlopeA(Vector<Real> x, Vector<Real> t, Vector<Real> y) => Elementary.Sigmoid(x) - t;

    public static Vector<Real> SlopeB(Vector<Real> x, Vector<Real> t, Vector<Real> y) => -x;
}

public readonly partial struct Tensor
{
    /// <summary> y = mean of −t ln p − (1 − t) ln(1 − p) with p = 1 / (1 + e⁻ˣ), this being the logits x      dx += dy ⊙ (p − t) / n </summary>
    /// <exception cref="ArgumentException"> A dimension differs and neither is 1. </exception>
    public Tensor BinaryCrossEntropyOfLogits(in Tensor target) =>
        Tape.Record<Zip<BinaryCrossEntropyOfLogits>>(this, target, Shape.Meet(target.Shape, "BinaryCrossEntropyOfLogits")).Mean();
}
