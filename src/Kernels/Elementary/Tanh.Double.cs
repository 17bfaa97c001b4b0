#if DOUBLE
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    // a = |x| = n·½ ln 2 + r. Of e²ᵃ = 2ⁿ·(1 + c + r) / (1 + c − r) with 1 + c = r·coth r, tanh a = (e²ᵃ − 1) / (e²ᵃ + 1) is a single quotient, and h = (2ⁿ − 1) / 2:
    //     (h + r + h·(r + c)) / (h + 1 + c + h·(r + c))
    // The divisor is the dividend + 1 + c − r, so that what the dividend loses, both lose; but 1 + c where n = 0 and the dividend is r itself.
    // n = ⌊2a / ln 2 + ¼⌉: a negative r takes little from h. The sign is put on at the end, so that it is exactly odd.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Tanh<V>(V x) where V : struct, IReals<V>
    {
        // Half as large a number rounds to halves; without the last bit, ¾ and more go up.
        const Real shift = Rounder / 2 + Bias - 1;
        var sign = x & V.All(SignBit);
        var a = V.AtMost(V.All(TanhHighest), V.Abs(x));
        var shifted = (a * V.All(2 * Log2E) + V.All(shift)) & V.AllBits(~1L);
        var n = shifted - V.All(shift);
        var r = a - n * V.All(Ln2High / 2) - n * V.All(Ln2Low / 2);
        var h = (shifted << (MantissaBits - 1)) - V.All(0.5);

        var z = r * r;
        var c = z * CothSeries(z);
        var dividend = h + (r + h * (r + c));
        var divisor = V.IfEqual(h, V.All(0), V.All(1) + c, dividend + (V.All(1) + (c - r)));
        return dividend / divisor | sign;
    }
}
#endif
