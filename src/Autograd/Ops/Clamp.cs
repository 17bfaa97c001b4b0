using System.Numerics;
using System.Numerics.Tensors;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = x, but low where x &lt; low and high where x > high      dx += dy where y = x </summary>
sealed class Clamp : Op
{
    // B holds the limits, low and high.
    public override void Forward(in Node n) => TensorPrimitives.Clamp<Real>(n.A.Values, n.B.Values[0], n.B.Values[1], n.Y.Values);

    public override void Backward(in Node n) => Elementwise.AccumulateSlope<Inside>(n.A.Values, n.Y.Values, n.Y.Grads, n.A.Grads, n.Team);

    readonly struct Inside : IMapSlope
    {
        public static bool IsMask => true;

        // NaN is not cut off: it has to be seen.
        public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) =>
            Vector.ConditionalSelect(Vector.LessThan(x, y) | Vector.GreaterThan(x, y), Vector<Real>.Zero, Vector<Real>.One);
    }
}

public readonly partial struct Tensor
{
    /// <summary> y = x, but <paramref name="low"/> where x is below and <paramref name="high"/> where it is above      dx += dy where y = x </summary>
    /// <exception cref="ArgumentException"> low ≤ high does not hold. </exception>
    public Tensor Clamp(Real low, Real high) => low <= high
        ? Tape.Record<Clamp>(this, Tape.Constant([low, high], 1, 2), Shape)
        : throw new ArgumentException($"Clamp: no number lies between {low} and {high}; the first limit must not be above the second.");
}
