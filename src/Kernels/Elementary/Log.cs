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

    // Denormals are lifted by a power of two first, so that their exponent stands where that of others does.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Log<V>(V x) where V : struct, IReals<V>
    {
        const int lift = MantissaBits + 1;
        var denormal = x < V.All(SmallestNormal);
        var (minusK, m) = Split(V.Select(denormal, x * V.All(1L << lift), x));
        minusK += V.Select(denormal, V.All(lift), V.All(0));
        return InDomain(x, V.All(0), LogOfParts(minusK, m - V.All(1), V.All(0)));
    }

    /// <summary> Positive x = 2ᵏ·m with √½ ≤ m &lt; √2. </summary>
    // −k is the difference of two numbers whose last bits are exponents: no conversion, which has 64 bits on few machines.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (V MinusK, V M) Split<V>(V x) where V : struct, IReals<V>
    {
        const Real anchor = 1L << MantissaBits;
        var biased = V.AddBits(x, V.AllBits(One - HalfRoot)) >>> MantissaBits;
        var minusK = V.All(anchor + Bias) - (biased | V.All(anchor));
        return (minusK, V.SubtractBits(V.AddBits(x, V.AllBits(One)), biased << MantissaBits));
    }

    /// <summary> k·ln 2 + ln(1 + f) + c. </summary>
    // ln(1 + f) = 2 artanh s with s = f / (2 + f), and 2s = f − ½f² + s·½f²: f itself is exact, and what is rounded is small beside it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V LogOfParts<V>(V minusK, V f, V c) where V : struct, IReals<V>
    {
        var half = f * f * V.All((Real)0.5);
        var s = f / (f + V.All(2));
        var z = s * s;
        var rest = half - (s * (half + z * LogSeries(z)) + (c - minusK * V.All(Ln2Low)));
        return f - rest - minusK * V.All(Ln2High);
    }

    /// <summary> y for lowest &lt; x &lt; ∞; −∞ at lowest, NaN below, ∞ at ∞. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V InDomain<V>(V x, V lowest, V y) where V : struct, IReals<V>
    {
        var edge = V.Select(V.Equal(x, lowest), V.All(Real.NegativeInfinity), V.All(Real.NaN));
        y = V.Select(x < V.All(Real.PositiveInfinity), y, x);
        return V.Select(x > lowest, y, edge);
    }

    readonly struct LogFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(V x) where V : struct, IReals<V> => Log(x);
    }
}
