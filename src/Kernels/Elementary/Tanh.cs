using System.Numerics;

namespace HyperGan.Kernels;

static partial class Elementary
{
    /// <summary> y = tanh x </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Tanh(ReadOnlySpan<Real> x, Span<Real> y) => Apply<TanhFunction>(x, y);

    /// <summary> y = tanh x </summary>
    public static Vector<Real> Tanh(Vector<Real> x) => Apply<TanhFunction>(x);
}
