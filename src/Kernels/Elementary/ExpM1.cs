using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    /// <summary> y = eˣ − 1, exact to the last places near 0 too. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void ExpM1(ReadOnlySpan<Real> x, Span<Real> y) => Apply<ExpM1Function>(x, y);

    /// <summary> y = eˣ − 1, exact to the last places near 0 too. </summary>
    public static Vector<Real> ExpM1(Vector<Real> x) => Apply<ExpM1Function>(x);

    // x = n·ln 2 + r, eˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1). What r loses when it is rounded is added where it still counts.
    // Halved until the end, since 2ⁿ alone would overflow before eˣ does.
    readonly struct ExpM1Function : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Reduced<V> Reduce<V>(V x) where V : struct, IReals<V>
        {
            var within = V.AtMost(V.All(ExpHighest), V.AtLeast(V.All(ExpM1Lowest), x));
            var n = V.Round(within * V.All(Log2E));
            var high = within - n * V.All(Ln2High);
            var low = n * V.All(Ln2Low);
            var r = high - low;
            return new(n, r, high - r - low, x);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(Reduced<V> x) where V : struct, IReals<V>
        {
            var p = x.R + (x.R * x.R * ExpSeries(x.R) + x.Low);
            var power = (x.N + V.All(Rounder + Bias - 1)) << MantissaBits;
            var half = power * p + (power - V.All((Real)0.5));
            return V.IfLess(V.Abs(x.X), V.All(ExpM1Tiny), x.X, half * V.All(2));
        }
    }
}
