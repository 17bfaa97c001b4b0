#if DOUBLE
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    // |x| = n·½ ln 2 + r, and with 1 + c = r·coth r it is e²ʳ = (1 + c + r) / (1 + c − r). So tanh |x| = (2ⁿ·e²ʳ − 1) / (2ⁿ·e²ʳ + 1) is one quotient,
    //     (h + r + h·(r + c)) / (h + 1 + c + h·(r + c))   of h = ½·(2ⁿ − 1)
    // The divisor is computed as the dividend + (1 + c − r), so that what the dividend loses, both lose; where h = 0 it is 1 + c, rounded once.
    // The sign is put on at the end, so that it is exactly odd.
    readonly struct TanhFunction : IElementary
    {
        // Beside a small h a negative r is a loss of digits. So n is the number nearest to 2|x| / ln 2 − ¼, and r from −⅛ to ⅜ ln 2: half the rounder
        // rounds to halves, and its last bit is dropped.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Reduced<V> Reduce<V>(V x) where V : struct, IReals<V>
        {
            const Real shift = Rounder / 2 + Bias - 1;
            var a = V.AtMost(V.All(TanhHighest), V.Abs(x));
            var shifted = (a * V.All(2 * Log2E) + V.All(shift)) & V.AllBits(~1L);
            var n = shifted - V.All(shift);
            var h = (shifted << (MantissaBits - 1)) - V.All(0.5);
            return new(h, a - n * V.All(Ln2High / 2) - n * V.All(Ln2Low / 2), x: x);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Value<V>(Reduced<V> x) where V : struct, IReals<V>
        {
            var (h, r) = (x.N, x.R);
            var z = r * r;
            var c = z * CothSeries(z);
            var dividend = h + (r + h * (r + c));
            var divisor = V.IfEqual(h, V.All(0), V.All(1) + c, dividend + (V.All(1) + (c - r)));
            return dividend / divisor | (x.X & V.All(SignBit));
        }
    }
}
#endif
