#if !DOUBLE
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    // A polynomial where tanh |x| < ½, and 1 − 2 / (e²ˣ + 1) beyond, where the quotient's error is halved or better by the difference.
    // The sign is put on at the end, so that it is exactly odd.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Tanh<V>(V x) where V : struct, IReals<V>
    {
        const Real halfLn3 = 0.5493061443340549f, shift = Rounder + Bias;
        var sign = x & V.All(SignBit);
        var a = V.AtMost(V.All(TanhHighest), V.Abs(x));
        var z = a * a;
        var below = a + a * (z * TanhSeries(z));

        var twice = a + a;
        var shifted = twice * V.All(Log2E) + V.All(shift);
        var e = ExpReduced(twice, shifted - V.All(shift)) * (shifted << MantissaBits);
        var above = V.All(1) - V.All(2) / (e + V.All(1));
        return V.IfLess(a, V.All(halfLn3), below, above) | sign;
    }
}
#endif
