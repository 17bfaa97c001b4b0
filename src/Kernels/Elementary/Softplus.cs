using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    /// <summary> y = ln(1 + eˣ); underflows gradually. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Softplus(ReadOnlySpan<Real> x, Span<Real> y) => Apply<SoftplusFunction>(x, y);

    /// <summary> y = ln(1 + eˣ); underflows gradually. </summary>
    public static Vector<Real> Softplus(Vector<Real> x) => Apply<SoftplusFunction>(x);

    // max(x, 0) + ln(1 + e^−|x|): nothing overflows, and on the left nothing is lost beside a larger number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Softplus<V>(V x) where V : struct, IReals<V>
    {
        var e = Exp(x | V.All(SignBit));
        return V.AtLeast(V.All(0), x) + Log1PInside(e, V.All(1) + e);
    }

    readonly struct SoftplusFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(V x) where V : struct, IReals<V> => Softplus(x);
    }
}
