using System.Numerics;
using System.Numerics.Tensors;

namespace HyperGan.Autograd;

/// <summary> y = max(x, 0)      dx += dy where y > 0 </summary>
readonly struct Relu : IActivation
{
    public static bool IsMask => true;

    public static bool CutsNegatives => true;

    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => TensorPrimitives.Max(x, 0, y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) =>
        Vector.ConditionalSelect(Vector.LessThanOrEqual(y, Vector<Real>.Zero), Vector<Real>.Zero, Vector<Real>.One);   // NaN is not cut off: it has to be seen
}

public readonly partial struct Tensor
{
    /// <summary> y = max(x, 0)      dx += dy where y > 0 </summary>
    public Tensor Relu() => Tape.Record<Map<Relu>>(this, Shape);
}
