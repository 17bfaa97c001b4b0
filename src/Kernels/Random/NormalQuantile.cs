using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// The normal quantile z = Φ⁻¹(p), the way from a word to a normal number. Only + − · / √ of IEEE doubles, in one order and never fused:
/// the same bits on every machine. With x = 1 − 2p and w = −ln(1 − x²), z² / w is so smooth from the centre (π/2) far into the tail
/// (towards 2) that one rational function of w serves all p: no regions, no branches, and an error of z below 1e-14 · |z|.
/// </summary>
public static class NormalQuantile
{
    /// <summary> 2⁻⁵³: half the spacing of the doubled probabilities. </summary>
    const double HalfStep = 1.0 / (1L << 53);

    const long MantissaMask = (1L << 52) - 1, One = 1023L << 52, SignBit = 1L << 63;

    /// <summary> The bits of √½, where the logarithm's range m ∈ [√½, √2) begins. </summary>
    const long HalfRoot = 0x3FE6A09E667F3BCD;

    const double Ln2 = 0.6931471805599453;

    /// <summary> Φ⁻¹(p), with p rounded to the nearest odd multiple of 2⁻⁵⁴: |z| is at most 8.30, and ½ gives 1e-16. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> p is not between 0 and 1. </exception>
    public static double Of(double p)
    {
        if (!(p is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(p), $"NormalQuantile.Of: {p} is not strictly between 0 and 1.");
        var tail = Math.Min((long)(Math.Min(p, 1 - p) * (1L << 53)), (1L << 52) - 1);
        return OfWords(new((tail << 11) | (p < 0.5 ? long.MinValue : 0)))[0];
    }

    /// <summary>
    /// z of words: bits 11 … 62 are k of the tail's probability p = (2k + 1) · 2⁻⁵⁴, strictly inside (0, ½); bit 63 is the sign of z.
    /// So |z| is at most 8.30 and flipping bit 63 gives exactly −z.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<double> OfWords(Vector<long> words)
    {
        var mantissa = (words >>> 11) & new Vector<long>(MantissaMask);
        var doubled = Vector.AsVectorDouble(mantissa | new Vector<long>(One)) - Vector<double>.One + new Vector<double>(HalfStep);
        var x = Vector<double>.One - doubled;
        var w = MinusLog(doubled * (new Vector<double>(2) - doubled), x * x);
        var z = Vector.SquareRoot(w * SquareOverW(w));
        return Vector.AsVectorDouble(Vector.AsVectorInt64(z) ^ (words & new Vector<long>(SignBit)));
    }

    /// <summary>
    /// −ln v for v = 1 − gap ∈ (0, 1]: with v = 2ᵉ·m, −ln v = −e·ln 2 + 2·artanh s, s = (1 − m) / (1 + m). Where e = 0 the gap, known to
    /// full precision, takes the place of 1 − m, which v near 1 has lost. The series in s² is fitted (relative error 7e-16).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> MinusLog(Vector<double> v, Vector<double> gap)
    {
        var bits = Vector.AsVectorInt64(v);
        var exponent = ((bits + new Vector<long>(One - HalfRoot)) >>> 52) - new Vector<long>(1023);
        var m = Vector.AsVectorDouble(bits - (exponent << 52));
        var below = Vector.ConditionalSelect(Vector.Equals(exponent, Vector<long>.Zero), gap, Vector<double>.One - m);
        var s = below / (new Vector<double>(2) - below);
        var t = s * s;
        var t2 = t * t;
        var series = Cubic(t, t2, 0.3333333333333104, 0.200000000056061, 0.14285712068258175, 0.11111431238424771)
            + t2 * t2 * Line(t, 0.09070092601246624, 0.083109735450887);
        return (s + s * t * series) * new Vector<double>(2) - Vector.ConvertToDouble(exponent) * new Vector<double>(Ln2);
    }

    /// <summary>
    /// z² / w on 0 ≤ w ≤ 36.5: numerator and denominator of degree 10, fitted by Remez exchange in 50 digits, relative error 1.7e-14;
    /// degree 14 would reach 4e-17 and cost 13 % more time. All coefficients are positive, so nothing cancels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> SquareOverW(Vector<double> w)
    {
        var w2 = w * w;
        var w4 = w2 * w2;
        var above = Cubic(w, w2, 1.5707963267949212, 0.38460016612819076, 0.11530812940650192, 0.018101706044384165)
            + w4 * Cubic(w, w2, 0.0026250382223136255, 0.00026367110459236747, 2.1886291915798093e-05, 1.3297306094403995e-06)
            + w4 * w4 * (Line(w, 6.359697570756673e-08, 2.0776110809386573e-09) + w2 * new Vector<double>(1.234315167586038e-11));
        var below = Cubic(w, w2, 1, 0.2212452946155939, 0.06871604480932768, 0.010167391503553632)
            + w4 * Cubic(w, w2, 0.0014921014456453817, 0.00014452527295581935, 1.1982645029611751e-05, 7.102745999040003e-07)
            + w4 * w4 * (Line(w, 3.3873961285436796e-08, 1.0574597819056209e-09) + w2 * new Vector<double>(6.176835696234333e-12));
        return above / below;
    }

    /// <summary>
    /// Polynomials are cut into short independent pieces (Estrin), since the chain of Horner's rule would be what takes time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> Cubic(Vector<double> x, Vector<double> x2, double c0, double c1, double c2, double c3) =>
        Line(x, c0, c1) + x2 * Line(x, c2, c3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> Line(Vector<double> x, double c0, double c1) => new Vector<double>(c0) + x * new Vector<double>(c1);
}
