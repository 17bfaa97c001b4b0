using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    /// <summary> y = eˣ; underflows gradually. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Exp(ReadOnlySpan<Real> x, Span<Real> y) => Apply<ExpFunction>(x, y);

    /// <summary> y = eˣ; underflows gradually. </summary>
    public static Vector<Real> Exp(Vector<Real> x) => Apply<ExpFunction>(x);

    // x = n·ln 2 + r, eˣ = 2ⁿ·eʳ. The power of two comes in two halves: so neither overflows, and a denormal result is rounded once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Exp<V>(V x) where V : struct, IReals<V>
    {
        const Real shift = Rounder + 2 * Bias;
        x = V.AtMost(V.All(ExpHighest), V.AtLeast(V.All(ExpLowest), x));
        var shifted = x * V.All(Log2E) + V.All(shift);
        var y = ExpReduced(x, shifted - V.All(shift));
        var (first, second) = Halves(shifted);
        return y * first * second;
    }

    /// <summary> Two powers of two, whose product is 2ⁿ, from the last bits of n + 2·bias. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (V First, V Second) Halves<V>(V shifted) where V : struct, IReals<V>
    {
        var half = shifted >>> 1;
        return (half << MantissaBits, V.SubtractBits(shifted, half) << MantissaBits);
    }

    /// <summary> eʳ of r = x − n·ln 2. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ExpReduced<V>(V x, V n) where V : struct, IReals<V>
    {
        var r = x - n * V.All(Ln2High) - n * V.All(Ln2Low);
        return V.All(1) + (r + r * r * ExpSeries(r));
    }

    readonly struct ExpFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(V x) where V : struct, IReals<V> => Exp(x);
    }
}
