#if DOUBLE
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    internal const int MantissaBits = 52, Bias = 1023;

    /// <summary> The bits of √½. </summary>
    const Bits HalfRoot = 0x3FE6A09E667F3BCD;

    /// <summary> The smallest number with all its bits, 2⁻¹⁰²². </summary>
    internal const Real SmallestNormal = 2.2250738585072014e-308;

    /// <summary> ln 2 in two parts, the first of 41 bits, so that its product with an exponent is exact. </summary>
    const Real Ln2High = 0.693147180559663, Ln2Low = 2.8235290563031577e-13;

    /// <summary> Below the first eˣ is 0, above the second ∞. </summary>
    const Real ExpLowest = -746, ExpHighest = 710;

    /// <summary> Below, eˣ − 1 is −1. </summary>
    const Real ExpM1Lowest = -38;

    /// <summary> Up to here eˣ − 1 is x: half a unit of 1. </summary>
    const Real ExpM1Tiny = 1.1102230246251565e-16;

    /// <summary> From here on the sigmoid of x is 1. </summary>
    const Real SigmoidHighest = 38;

    /// <summary> From here on tanh x is 1. </summary>
    const Real TanhHighest = 20;

    /// <summary> (eʳ − 1 − r) / r² on |r| ≤ ½ ln 2; eʳ − 1 within 2⁻⁵⁵. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ExpSeries<V>(V r) where V : struct, IReals<V>
    {
        var r2 = r * r;
        var r4 = r2 * r2;
        return Cubic(r, r2, 0.5000000000000004, 0.16666666666666682, 0.04166666666658648, 0.008333333333316017)
            + r4 * (Cubic(r, r2, 0.0013888888929146415, 0.0001984126990023876, 2.4801507637283665e-05, 2.755723022747599e-06)
                + r4 * Line(r, 2.7625242574981e-07, 2.511381201888648e-08));
    }

    /// <summary> (2 artanh s − 2s) / s³ of z = s² up to s = (√2 − 1) / (√2 + 1); the logarithm within 2⁻⁵⁸. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V LogSeries<V>(V z) where V : struct, IReals<V>
    {
        var z2 = z * z;
        return Cubic(z, z2, 0.6666666666666712, 0.39999999999537433, 0.2857142871874922, 0.22222200741252154)
            + z2 * z2 * (Line(z, 0.18183461547613325, 0.15316483160081723) + z2 * V.All(0.1477319913070304));
    }

    /// <summary> (r coth r − 1) / r² of z = r² up to r = ⅜ ln 2; r coth r within 2⁻⁶². </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V CothSeries<V>(V z) where V : struct, IReals<V>
    {
        var z2 = z * z;
        return Line(z, 0.33333333333333315, -0.022222222222173686)
            + z2 * (Line(z, 0.0021164021117469115, -0.0002116400062801407) + z2 * Line(z, 2.1373214892838218e-05, -2.11394484987326e-06));
    }
}
#endif
