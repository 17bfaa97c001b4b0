using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    /// <summary> y = eˣ; underflows gradually. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Exp(ReadOnlySpan<Real> x, Span<Real> y) => Apply<ExpFunction>(x, y);

    /// <summary> y = eˣ⁻ˢ, the difference rounded as it is by itself: a pass less for soft-max and its family. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    internal static void ExpOfDifference(ReadOnlySpan<Real> x, Real shift, Span<Real> y) => Apply<ShiftedExpFunction>(x, y, shift);

    /// <summary> y = eˣ; underflows gradually. </summary>
    public static Vector<Real> Exp(Vector<Real> x) => Apply<ExpFunction>(x);

    // x = n·ln 2 + r, eˣ = 2ⁿ·eʳ
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Reduced<V> ReduceExp<V>(V x) where V : struct, IReals<V>
    {
        x = V.AtMost(V.All(ExpHighest), V.AtLeast(V.All(ExpLowest), x));
        var n = V.Round(x * V.All(Log2E));
        return new(n, x - n * V.All(Ln2High) - n * V.All(Ln2Low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Exp<V>(V n, V r) where V : struct, IReals<V> => V.TimesPower(ExpReduced(r), n);

    /// <summary> eʳ of |r| ≤ ½ ln 2 </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ExpReduced<V>(V r) where V : struct, IReals<V> => V.All(1) + (r + r * r * ExpSeries(r));

    readonly struct ExpFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Reduced<V> Reduce<V>(V x) where V : struct, IReals<V> => ReduceExp(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(Reduced<V> x) where V : struct, IReals<V> => Exp(x.N, x.R);
    }

    readonly struct ShiftedExpFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Argument<V>(V x, Real shift) where V : struct, IReals<V> => x - V.All(shift);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Reduced<V> Reduce<V>(V x) where V : struct, IReals<V> => ReduceExp(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(Reduced<V> x) where V : struct, IReals<V> => Exp(x.N, x.R);
    }
}
