using System.Numerics;
using System.Numerics.Tensors;

namespace HyperGan.Autograd;

/// <summary> y = max(x, 0)      dx += dy where y > 0 </summary>
readonly struct Relu : IActivation
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => TensorPrimitives.Max(x, 0, y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) =>
        Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<Real>.Zero), Vector<Real>.One, Vector<Real>.Zero);
}

public readonly partial struct Tensor
{
    /// <summary> y = max(x, 0)      dx += dy where y > 0 </summary>
    public Tensor Relu() => Tape.Record<Map<Relu>>(this, Shape);
}
