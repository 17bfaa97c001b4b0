#if !DOUBLE
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    // A polynomial where tanh |x| < ½, and 1 − 2 / (e²ˣ + 1) beyond, where the quotient's error is halved or better by the difference.
    // The sign is put on at the end, so that it is exactly odd.
    readonly struct TanhFunction : IElementary
    {
        // 2|x| = n·ln 2 + r
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Reduced<V> Reduce<V>(V x) where V : struct, IReals<V>
        {
            var a = V.AtMost(V.All(TanhHighest), V.Abs(x));
            var twice = a + a;
            var n = V.Round(twice * V.All(Log2E));
            return new(n, twice - n * V.All(Ln2High) - n * V.All(Ln2Low), x: x);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(Reduced<V> x) where V : struct, IReals<V>
        {
            const Real halfLn3 = 0.5493061443340549f;
            var a = V.AtMost(V.All(TanhHighest), V.Abs(x.X));
            var z = a * a;
            var below = a + a * (z * TanhSeries(z));
            var e = ExpReduced(x.R) * ((x.N + V.All(Rounder + Bias)) << MantissaBits);
            var above = V.All(1) - V.All(2) / (e + V.All(1));
            return V.IfLess(a, V.All(halfLn3), below, above) | (x.X & V.All(SignBit));
        }
    }
}
#endif
