using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    /// <summary> y = ln(1 + x), exact to the last places near 0 too; −∞ at −1, NaN below. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Log1P(ReadOnlySpan<Real> x, Span<Real> y) => Apply<Log1PFunction>(x, y);

    /// <summary> y = ln(1 + x), exact to the last places near 0 too; −∞ at −1, NaN below. </summary>
    public static Vector<Real> Log1P(Vector<Real> x) => Apply<Log1PFunction>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Log1P<V>(V x) where V : struct, IReals<V> =>
        V.AllWithin(V.All(AboveMinusOne), x, V.All(Real.MaxValue)) ? Log1PInside(x) : Log1POfAny(x);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static V Log1POfAny<V>(V x) where V : struct, IReals<V> => InDomain(x, V.All(-1), Log1PInside(x));

    /// <summary> ln(1 + x) for −1 &lt; x &lt; ∞. </summary>
    // u = 1 + x is rounded, and lost = x − (u − 1) is what it lost: ln(1 + x) = ln u + lost / u. Where u's exponent is 0, f = x is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Log1PInside<V>(V x) where V : struct, IReals<V>
    {
        var u = V.All(1) + x;
        var lost = x - (u - V.All(1));
        var (minusK, m) = Split(u);
        var f = V.IfEqual(minusK, V.All(0), x, m - V.All(1));
        var little = V.IfEqual(minusK, V.All(0), V.All(0), minusK * V.All(Ln2Low) - lost * RoughReciprocal(u));
        return LogOfParts(minusK, f, little);
    }

    /// <summary> 1 / u within 5 %, since lost / u is at most two units in the last place. </summary>
    // Bits of positive numbers are their logarithms, roughly. Larger u have lost nothing; there the difference would not be a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V RoughReciprocal<V>(V u) where V : struct, IReals<V> =>
        V.SubtractBits(V.AllBits(ReciprocalBits), V.AtMost(V.All(1L << (MantissaBits + 2)), u));

    readonly struct Log1PFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(V x) where V : struct, IReals<V> => Log1P(x);
    }
}
