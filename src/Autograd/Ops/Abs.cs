using System.Numerics;
using System.Numerics.Tensors;

namespace HyperGan.Autograd;

/// <summary> y = |x|      dx += sign(x) ⊙ dy, 0 at 0 </summary>
readonly struct Abs : IMap
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => TensorPrimitives.Abs(x, y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => Vector.ConditionalSelect(
        Vector.Equals(x, Vector<Real>.Zero), x, Vector.ConditionalSelect(Vector.LessThan(x, Vector<Real>.Zero), -Vector<Real>.One, Vector<Real>.One));
}

public readonly partial struct Tensor
{
    /// <summary> y = |x|      dx += sign(x) ⊙ dy, 0 at 0 </summary>
    public Tensor Abs() => Tape.Record<Map<Abs>>(this, Shape);
}
