using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary>
/// y = −t ln p − (1 − t) ln(1 − p)      dp += dy ⊙ (p − t) / (p (1 − p))      dt += dy ⊙ (ln(1 − p) − ln p).
/// Logarithms stop at −100 and the denominator at 10⁻¹², as in PyTorch, so that a probability of 0 or 1 gives a finite loss.
/// </summary>
readonly struct BinaryCrossEntropy : IZip
{
    public static Vector<Real> Value(Vector<Real> p, Vector<Real> t) => -(t * LogOf(p) + (Vector<Real>.One - t) * LogOfRest(p));

    public static Vector<Real> SlopeA(Vector<Real> p, Vector<Real> t, Vector<Real> y) =>
        (p - t) / Vector.Max(p * (Vector<Real>.One - p), new((Real)1e-12));

    public static Vector<Real> SlopeB(Vector<Real> p, Vector<Real> t, Vector<Real> y) => LogOfRest(p) - LogOf(p);

    static Vector<Real> LogOf(Vector<Real> p) => Vector.Max(Elementary.Log(p), new(-100));

    static Vector<Real> LogOfRest(Vector<Real> p) => Vector.Max(Elementary.Log1P(-p), new(-100));
}

public readonly partial struct Tensor
{
    /// <summary> y = mean of −t ln p − (1 − t) ln(1 − p), this being the probabilities p. Where logits are at hand, <see cref="BinaryCrossEntropyOfLogits"/> is exact. </summary>
    /// <exception cref="ArgumentException"> A dimension differs and neither is 1. </exception>
    public Tensor BinaryCrossEntropy(in Tensor target) => Tape.Record<Zip<BinaryCrossEntropy>>(this, target, Shape.Meet(target.Shape, "BinaryCrossEntropy")).Mean();
}
