using System.Numerics;
using System.Numerics.Tensors;

namespace HyperGan.Autograd;

/// <summary> y = √x      dx += dy / 2y </summary>
readonly struct Sqrt : IActivation
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => TensorPrimitives.Sqrt(x, y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => Vector<Real>.One / (y + y);
}

public readonly partial struct Tensor
{
    /// <summary> y = √x      dx += dy / 2y      (an infinite slope at 0, NaN below) </summary>
    public Tensor Sqrt() => Tape.Record<Map<Sqrt>>(this, Shape);
}
