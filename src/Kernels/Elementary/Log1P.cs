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

    // A large x is u itself, and either way gives the same bits there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static V Log1POfAny<V>(V x) where V : struct, IReals<V>
    {
        var u = V.All(1) + x;
        return InDomain(x, V.All(-1), V.IfLess(u, V.All(1L << (MantissaBits + 4)), Log1PInside(x, u), LogInside(u)));
    }

    /// <summary> Exponents of 1 + x, from the least on, with which 2⁻ᵏ is a number with all its bits. </summary>
    const Bits Log1PExponents = 2 * Bias - 2;

    /// <summary> ln(1 + x) for −1 &lt; x and u = 1 + x, rounded, of one of the first <see cref="Log1PExponents"/>. </summary>
    // 1 + x = 2ᵏ·(1 + f) with f = 2⁻ᵏ·x − (1 − 2⁻ᵏ), rounded once; where k = 0, it is x. What u lost when it was rounded matters to nothing but k.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Reduced<V> ReduceLog1P<V>(V x, V u) where V : struct, IReals<V>
    {
        var fromRoot = FromRoot(u);
        var power = V.SubtractBits(V.AllBits(2 * One), fromRoot & V.AllBits(~MantissaMask));
        return Parts(MinusK(fromRoot), power * x - (V.All(1) - power));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Log1PInside<V>(V x, V u) where V : struct, IReals<V> => LogOfParts(ReduceLog1P(x, u));

    readonly struct Log1PFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool IsOrdinary<V>(V x) where V : struct, IReals<V> => AllOrdinary(V.All(1) + x, exponents: Log1PExponents);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Reduced<V> Reduce<V>(V x) where V : struct, IReals<V> => ReduceLog1P(x, V.All(1) + x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(Reduced<V> x) where V : struct, IReals<V> => LogOfParts(x);

        public static V ValueOfAny<V>(V x) where V : struct, IReals<V> => Log1POfAny(x);
    }
}
