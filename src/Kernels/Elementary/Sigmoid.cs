using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    /// <summary> y = 1 / (1 + e⁻ˣ); underflows gradually. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    public static void Sigmoid(ReadOnlySpan<Real> x, Span<Real> y) => Apply<SigmoidFunction>(x, y);

    /// <summary> y = 1 / (1 + e⁻ˣ); underflows gradually. </summary>
    public static Vector<Real> Sigmoid(Vector<Real> x) => Apply<SigmoidFunction>(x);

    // x = n·ln 2 + r, y = 2ⁿ / (2ⁿ + e⁻ʳ) with e⁻ʳ = 1 + p. 2ⁿ + 1 is kept with what its rounding lost, so that the denominator is as good as
    // rounded once.
    readonly struct SigmoidFunction : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Reduced<V> Reduce<V>(V x) where V : struct, IReals<V>
        {
            x = V.AtMost(V.All(SigmoidHighest), V.AtLeast(V.All(ExpLowest), x));
            var n = V.Round(x * V.All(Log2E));
            return new(n, n * V.All(Ln2High) - x + n * V.All(Ln2Low));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(Reduced<V> x) where V : struct, IReals<V>
        {
            var p = x.R + x.R * x.R * ExpSeries(x.R);
            var power = V.TimesPower(V.All(1), x.N);
            var large = V.AtLeast(V.All(1), power);
            var small = V.AtMost(V.All(1), power);
            var sum = large + small;
            return V.TimesPower(V.All(1) / (sum + (p + (small - (sum - large)))), x.N);
        }
    }
}
