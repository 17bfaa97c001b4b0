using System.Numerics;
using System.Numerics.Tensors;

namespace HyperGan.Autograd;

/// <summary> y = x²      dx += 2x ⊙ dy </summary>
readonly struct Square : IMap
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => TensorPrimitives.Multiply(x, x, y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => x + x;
}

public readonly partial struct Tensor
{
    /// <summary> y = x²      dx += 2x ⊙ dy </summary>
    public Tensor Square() => Tape.Record<Map<Square>>(this, Shape);
}
