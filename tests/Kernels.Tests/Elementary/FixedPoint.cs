using System.Numerics;

namespace HyperGan.Kernels.Tests;

/// <summary>
/// Elementary functions in fixed point, 1280 bits behind the point: even the smallest double is then followed by 200 bits. Slow, and right by
/// nothing but series whose terms are added until they vanish.
/// </summary>
static class FixedPoint
{
    public const int Fraction = 1280;

    const int ExtraBits = 32, Halvings = 16;

    public static readonly BigInteger One = BigInteger.One << Fraction;

    /// <summary> ln 2 = 2 artanh ⅓, with more bits than the rest, since it is multiplied by exponents. </summary>
    static readonly BigInteger _ln2 = 2 * Artanh((BigInteger.One << (Fraction + ExtraBits)) / 3, Fraction + ExtraBits);

    public static BigInteger Of(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) & 0x7FF;
        BigInteger mantissa = bits & (1L << 52) - 1 | (exponent == 0 ? 0 : 1L << 52);
        return (x < 0 ? -mantissa : mantissa) << (Fraction + Math.Max(exponent, 1) - 1075);
    }

    public static BigInteger Divide(BigInteger a, BigInteger b) => (a << Fraction) / b;

    public static BigInteger Exp(BigInteger x)
    {
        var n = (int)((x << ExtraBits) / _ln2);
        var r = (x - (n * _ln2 >> ExtraBits)) >> Halvings;
        BigInteger sum = 0, term = One;
        for (var k = 1; !term.IsZero && !(term + 1).IsZero; k++)
        {
            sum += term;
            term = (term * r >> Fraction) / k;
        }
        for (var k = 0; k < Halvings; k++)
            sum = sum * sum >> Fraction;
        return n < 0 ? sum >> -n : sum << n;
    }

    /// <summary> ln x of x > 0: an approximate logarithm y, and the series of ln(x·e⁻ʸ), which needs few terms. </summary>
    public static BigInteger Log(BigInteger x)
    {
        var k = (int)x.GetBitLength() - 1 - Fraction;
        var m = k < 0 ? x << -k : x >> k;
        var exact = k * _ln2 >> ExtraBits;
        var y = Of(Math.Log((double)(m >> (Fraction - 60)) / Math.Pow(2, 60)));
        var near = m * Exp(-y) >> Fraction;
        return exact + y + 2 * Artanh(Divide(near - One, near + One), Fraction);
    }

    /// <summary> ln(1 + x) of x > −1, with its first digits where x is tiny. </summary>
    public static BigInteger Log1P(BigInteger x) =>
        BigInteger.Abs(x) < One >> 4 ? 2 * Artanh(Divide(x, 2 * One + x), Fraction) : Log(One + x);

    static BigInteger Artanh(BigInteger s, int fraction)
    {
        BigInteger sum = 0, square = s * s >> fraction;
        for (var k = 1; !s.IsZero && !(s + 1).IsZero; k += 2)
        {
            sum += s / k;
            s = s * square >> fraction;
        }
        return sum;
    }
}
