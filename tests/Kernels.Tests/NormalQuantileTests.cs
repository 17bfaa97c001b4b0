using System.Globalization;
using System.Numerics;

namespace HyperGan.Kernels.Tests;

public class NormalQuantileTests
{
    const int Precision = 320;

    /// <summary> 1 / √(2π), to 85 digits. </summary>
    static readonly BigInteger _density =
        (BigInteger.Parse(
            "3989422804014326779399460599343818684758586311649346576659258296706579258993018385012", CultureInfo.InvariantCulture)
        << Precision) / BigInteger.Pow(10, 85);

    /// <summary> All powers of two of the tail's probability, the neighbours of the logarithm's seams, and words at random. </summary>
    public static TheoryData<long> Tails
    {
        get
        {
            var random = new RandomStream(7);
            var ks = new int[60];
            random.Integers(ks, int.MaxValue);
            var data = new TheoryData<long> { 0, 1, 2, (1L << 52) - 1, (1L << 52) - 2 };
            for (var power = 2; power < 52; power++)
                data.Add(1L << power);
            for (var power = 1; power < 52; power++)
                data.Add((1L << 52) - (1L << power));
            // 4p(1 − p) = √½ · 2⁻ʲ: where e changes.
            for (var j = 0; j < 6; j++)
            {
                var seam = (long)((1 - Math.Sqrt(1 - Math.Sqrt(0.5) / (1 << j))) * (1L << 52));
                data.Add(seam - 2);
                data.Add(seam + 2);
            }
            foreach (var k in ks)
                data.Add((long)k << 21 | 12345);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tails))]
    public void OfWords_IsTheQuantile(long k)
    {
        var z = Quantile(k << 11);
        var excess = (double)(UpperTail(z) - ((BigInteger)(2 * k + 1) << (Precision - 54))) / Math.Pow(2, Precision);
        var error = excess / (Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
        Assert.True(Math.Abs(error) <= 1e-14 * z, $"z({2 * k + 1} / 2^54) = {z:R} is wrong by {error:E2}, relative {error / z:E2}");
    }

    [Theory]
    [MemberData(nameof(Tails))]
    public void OfWords_IsSymmetric_ToTheBit(long k) => Assert.Equal(-Quantile(k << 11), Quantile(k << 11 | 1L << 63));

    [Fact]
    public void OfWords_StaysWithinItsBounds()
    {
        Assert.Equal(8.2923610758135955, Quantile(0), 12);
        Assert.InRange(Quantile(((1L << 52) - 1) << 11), 1e-16, 2e-16);
    }

    [Theory]
    [InlineData(0.975, 1.959963984540054), InlineData(0.5, 0), InlineData(0.841344746068543, 1), InlineData(0.001, -3.090232306167813), InlineData(1e-6, -4.753424308822899)]
    public void Of_IsTheQuantileOfAProbability(double p, double z) => Assert.Equal(z, NormalQuantile.Of(p), 1e-10);

    [Fact]
    public void Of_StaysWithinItsBounds_AndRefusesWhatIsNoProbability()
    {
        Assert.InRange(NormalQuantile.Of(double.Epsilon), -8.31, -8.29);
        Assert.InRange(NormalQuantile.Of(1 - 1e-16), 8.1, 8.31);
        foreach (var p in new[] { 0, 1, -0.1, double.NaN, double.PositiveInfinity })
            Assert.Throws<ArgumentOutOfRangeException>(() => NormalQuantile.Of(p));
    }

    static double Quantile(long word) => NormalQuantile.OfWords(new Vector<long>(word))[0];

    /// <summary> 1 − Φ(z) = ½ − φ(0) Σ (−1)ʲ z²ʲ⁺¹ / (2ʲ j! (2j + 1)), in 320 bits after the point. </summary>
    static BigInteger UpperTail(double z)
    {
        var bits = BitConverter.DoubleToInt64Bits(z);
        var shift = Precision + (int)(bits >> 52) - 1075;
        var fixedZ = (BigInteger)(bits & (1L << 52) - 1 | 1L << 52) << shift;
        var square = fixedZ * fixedZ >> Precision;
        var sum = BigInteger.Zero;
        var term = fixedZ;
        for (var j = 0; !term.IsZero && !(term + 1).IsZero; j++)
        {
            sum += term / (2 * j + 1);
            term = -(term * square >> Precision) / (2 * (j + 1));
        }
        return (BigInteger.One << (Precision - 1)) - (sum * _density >> Precision);
    }
}
