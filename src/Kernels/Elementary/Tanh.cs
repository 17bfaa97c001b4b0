using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    /// <summary> y = tanh x </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Tanh(ReadOnlySpan<Real> x, Span<Real> y) => Apply<TanhFunction>(x, y);

    /// <summary> y = tanh x </summary>
    public static Vector<Real> Tanh(Vector<Real> x) => Apply<TanhFunction>(x);

    readonly struct TanhFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(V x) where V : struct, IReals<V> => Tanh(x);
    }
}
