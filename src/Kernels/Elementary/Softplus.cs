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
    readonly struct SoftplusFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Reduced<V> Reduce<V>(V x) where V : struct, IReals<V>
        {
            var exp = ReduceExp(x | V.All(SignBit));
            return new(exp.N, exp.R, x: x);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(Reduced<V> x) where V : struct, IReals<V>
        {
            var e = Exp(x.N, x.R);
            return V.AtLeast(V.All(0), x.X) + Log1PInside(e, V.All(1) + e);
        }
    }
}
