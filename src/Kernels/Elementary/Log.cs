using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    /// <summary> y = ln x; −∞ at ±0, NaN below. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Log(ReadOnlySpan<Real> x, Span<Real> y) => Apply<LogFunction>(x, y);

    /// <summary> y = ln x; −∞ at ±0, NaN below. </summary>
    public static Vector<Real> Log(Vector<Real> x) => Apply<LogFunction>(x);

    /// <summary> ln x of one number. </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static Real Log(Real x) => Apply<LogFunction>(new Vector<Real>(x))[0];

    /// <summary> Whether all are positive and of one of the first so many exponents: none negative, zero, denormal, ∞ or NaN. </summary>
    // One comparison: from the smallest such number on, their bits are shifted to where integers are the least.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool AllOrdinary<V>(V x, Bits exponents) where V : struct, IReals<V>
    {
        const Bits least = Bits.MinValue, smallest = (Bits)1 << MantissaBits;
        return V.AllBitsLess(V.AddBits(x, V.AllBits(unchecked(least - smallest))), V.AllBits(least + (exponents << MantissaBits)));
    }

    // Denormals are lifted by a power of two first, so that their exponent stands where that of others does.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static V LogOfAny<V>(V x) where V : struct, IReals<V>
    {
        const int lift = MantissaBits + 1;
        var smallest = V.All(SmallestNormal);
        var fromRoot = FromRoot(V.IfLess(x, smallest, x * V.All(1L << lift), x));
        return InDomain(x, V.All(0), LogOfParts(Parts(MinusK(fromRoot) + V.IfLess(x, smallest, V.All(lift), V.All(0)), Mantissa(fromRoot) - V.All(1))));
    }

    /// <summary> ln x of positive numbers with all their bits. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V LogInside<V>(V x) where V : struct, IReals<V> => LogOfParts(ReduceLog(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Reduced<V> ReduceLog<V>(V x) where V : struct, IReals<V>
    {
        var fromRoot = FromRoot(x);
        return Parts(MinusK(fromRoot), Mantissa(fromRoot) - V.All(1));
    }

    /// <summary> The bits of positive x = 2ᵏ·m with √½ ≤ m &lt; √2 as a distance from √½: k in the exponent, m behind it. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V FromRoot<V>(V x) where V : struct, IReals<V> => V.AddBits(x, V.AllBits(One - HalfRoot));

    // The difference of two numbers whose last bits are exponents: no conversion, which few machines have for 64 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V MinusK<V>(V fromRoot) where V : struct, IReals<V>
    {
        const Real anchor = 1L << MantissaBits;
        return V.All(anchor + Bias) - ((fromRoot >>> MantissaBits) | V.All(anchor));
    }

    /// <summary> m of the same. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Mantissa<V>(V fromRoot) where V : struct, IReals<V> => V.AddBits(fromRoot & V.AllBits(MantissaMask), V.AllBits(HalfRoot));

    /// <summary> What has to be known of 2ᵏ·(1 + f). </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Reduced<V> Parts<V>(V minusK, V f) where V : struct, IReals<V> => new(minusK, f, f / (f + V.All(2)));

    /// <summary> k·ln 2 + ln(1 + f). </summary>
    // ln(1 + f) = 2 artanh s with s = f / (2 + f), and 2s = f − ½f² + s·½f²: f itself is exact, and what is rounded is small beside it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V LogOfParts<V>(Reduced<V> x) where V : struct, IReals<V>
    {
        var (minusK, f, s) = (x.N, x.R, x.Low);
        var half = f * f * V.All((Real)0.5);
        var z = s * s;
        var rest = half - (s * (half + z * LogSeries(z)) - minusK * V.All(Ln2Low));
        return f - rest - minusK * V.All(Ln2High);
    }

    /// <summary> y for lowest &lt; x &lt; ∞; −∞ at lowest, NaN below, ∞ at ∞. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V InDomain<V>(V x, V lowest, V y) where V : struct, IReals<V>
    {
        var edge = V.IfEqual(x, lowest, V.All(Real.NegativeInfinity), V.All(Real.NaN));
        return V.IfLess(lowest, x, V.IfLess(x, V.All(Real.PositiveInfinity), y, x), edge);
    }

    readonly struct LogFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool IsOrdinary<V>(V x) where V : struct, IReals<V> => AllOrdinary(x, exponents: 2 * Bias);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Reduced<V> Reduce<V>(V x) where V : struct, IReals<V> => ReduceLog(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(Reduced<V> x) where V : struct, IReals<V> => LogOfParts(x);

        public static V ValueOfAny<V>(V x) where V : struct, IReals<V> => LogOfAny(x);
    }
}
