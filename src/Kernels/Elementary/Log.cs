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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Log<V>(V x) where V : struct, IReals<V>
    {
        if (!AllOrdinary(x))
            return LogOfAny(x);
        var (minusK, m) = Split(x);
        return LogOfParts(minusK, m - V.All(1), minusK * V.All(Ln2Low));
    }

    // Denormals are lifted by a power of two first, so that their exponent stands where that of others does.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static V LogOfAny<V>(V x) where V : struct, IReals<V>
    {
        const int lift = MantissaBits + 1;
        var smallest = V.All(SmallestNormal);
        var (minusK, m) = Split(V.IfLess(x, smallest, x * V.All(1L << lift), x));
        minusK += V.IfLess(x, smallest, V.All(lift), V.All(0));
        return InDomain(x, V.All(0), LogOfParts(minusK, m - V.All(1), minusK * V.All(Ln2Low)));
    }

    /// <summary> Whether all are positive numbers with all their bits: none negative, zero, denormal, ∞ or NaN. </summary>
    // One comparison: such bits, the smallest subtracted, are what is left of half the range of integers, shifted to where they are the least.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool AllOrdinary<V>(V x) where V : struct, IReals<V>
    {
        const Bits shift = Bits.MinValue, smallest = (Bits)1 << MantissaBits, count = (Bits)(2 * Bias) << MantissaBits;
        return V.AllBitsLess(V.AddBits(x, V.AllBits(unchecked(shift - smallest))), V.AllBits(shift + count));
    }

    /// <summary> Positive x = 2ᵏ·m with √½ ≤ m &lt; √2. </summary>
    // −k is the difference of two numbers whose last bits are exponents: no conversion, which few machines have for 64 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (V MinusK, V M) Split<V>(V x) where V : struct, IReals<V>
    {
        const Real anchor = 1L << MantissaBits;
        var fromRoot = V.AddBits(x, V.AllBits(One - HalfRoot));
        var minusK = V.All(anchor + Bias) - ((fromRoot >>> MantissaBits) | V.All(anchor));
        return (minusK, V.AddBits(fromRoot & V.AllBits(((Bits)1 << MantissaBits) - 1), V.AllBits(HalfRoot)));
    }

    /// <summary> k·ln 2 + ln(1 + f), where little is what −k·ln 2 has behind its first bits. </summary>
    // ln(1 + f) = 2 artanh s with s = f / (2 + f), and 2s = f − ½f² + s·½f²: f itself is exact, and what is rounded is small beside it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V LogOfParts<V>(V minusK, V f, V little) where V : struct, IReals<V>
    {
        var half = f * f * V.All((Real)0.5);
        var s = f / (f + V.All(2));
        var z = s * s;
        var rest = half - (s * (half + z * LogSeries(z)) - little);
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
        public static V Value<V>(V x) where V : struct, IReals<V> => Log(x);
    }
}
