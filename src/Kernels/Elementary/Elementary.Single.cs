#if !DOUBLE
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

static partial class Elementary
{
    internal const int MantissaBits = 23, Bias = 127;

    /// <summary> The bits of √½. </summary>
    const Bits HalfRoot = 0x3F3504F3;

    /// <summary> The smallest number with all its bits, 2⁻¹²⁶. </summary>
    internal const Real SmallestNormal = 1.17549435e-38f;

    /// <summary> ln 2 in two parts, the first of 16 bits, so that its product with an exponent is exact. </summary>
    const Real Ln2High = 0.693145752f, Ln2Low = 1.42860677e-6f;

    /// <summary> Below the first eˣ is 0, above the second ∞. </summary>
    const Real ExpLowest = -104, ExpHighest = 89;

    /// <summary> Below, eˣ − 1 is −1. </summary>
    const Real ExpM1Lowest = -18;

    /// <summary> Up to here eˣ − 1 is x: half a unit of 1. </summary>
    const Real ExpM1Tiny = 5.96046448e-8f;

    /// <summary> From here on the sigmoid of x is 1. </summary>
    const Real SigmoidHighest = 18;

    /// <summary> From here on tanh x is 1. </summary>
    const Real TanhHighest = 10;

    /// <summary> (eʳ − 1 − r) / r² on |r| ≤ ½ ln 2; eʳ − 1 within 2⁻²⁶. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ExpSeries<V>(V r) where V : struct, IReals<V>
    {
        var r2 = r * r;
        return Line(r, 0.5f, 0.16666545f) + r2 * (Line(r, 0.0416662879f, 0.00836646464f) + r2 * V.All(0.00139461737f));
    }

    /// <summary> (2 artanh s − 2s) / s³ of z = s² up to s = (√2 − 1) / (√2 + 1); the logarithm within 2⁻²⁹. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V LogSeries<V>(V z) where V : struct, IReals<V> => V.All(0.6666677f) + z * Line(z, 0.399781734f, 0.298575342f);

    /// <summary> (tanh x − x) / x³ of z = x² up to x = ½ ln 3; tanh within 2⁻²⁹. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V TanhSeries<V>(V z) where V : struct, IReals<V>
    {
        var z2 = z * z;
        return Line(z, -0.333333194f, 0.133326784f) + z2 * (Line(z, -0.053860873f, 0.0211037993f) + z2 * V.All(-0.00631642621f));
    }
}
#endif
