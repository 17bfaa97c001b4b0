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
    static V Log1P<V>(V x) where V : struct, IReals<V>
    {
        var u = V.All(1) + x;
        return AllOrdinary(u) ? Log1PInside(x, u) : Log1POfAny(x);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static V Log1POfAny<V>(V x) where V : struct, IReals<V> => InDomain(x, V.All(-1), Log1PInside(x, V.All(1) + x));

    /// <summary> ln(1 + x) for −1 &lt; x &lt; ∞ and u = 1 + x, rounded. </summary>
    // lost = x − (u − 1) is what u lost. With u = 2ᵏ·m, (1 + x) / 2ᵏ = 1 + f has f = lost / 2ᵏ − (1 − m): where k = 0, exactly
    // x, with the sign of a zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Log1PInside<V>(V x, V u) where V : struct, IReals<V>
    {
        var lost = x - (u - V.All(1));
        var (minusK, m) = Split(u);
        return LogOfParts(minusK, lost * PowerOfMinusK(u, m) - (V.All(1) - m), minusK * V.All(Ln2Low));
    }

    /// <summary> 2⁻ᵏ from u = 2ᵏ·m. </summary>
    // The difference of their bits is −k in the exponent. Large u have lost nothing that counts; there the power may be 0, but no bits beyond.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V PowerOfMinusK<V>(V u, V m) where V : struct, IReals<V> =>
        V.AtLeast(V.All(0), V.AddBits(V.SubtractBits(m, u), V.AllBits(One)));

    readonly struct Log1PFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(V x) where V : struct, IReals<V> => Log1P(x);
    }
}
