namespace HyperGan.Kernels.Tests;

/// <summary> Are the numbers distributed as promised? Seeds are fixed; the limits are those of one failure in a thousand. </summary>
public class DistributionTests
{
    /// <summary> sup |empirical − true| · √n beyond this has probability 0.001 (Kolmogorov). </summary>
    const double KolmogorovLimit = 1.95;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Uniform_PassesKolmogorovSmirnov(ulong seed)
    {
        var x = new Real[20_000];
        new RandomStream(seed).Uniform(x, low: -2, high: 6);
        Assert.InRange(KolmogorovSmirnov(x, value => (value + 2) / 8), 0.2, KolmogorovLimit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Normal_PassesKolmogorovSmirnov(ulong seed)
    {
        var x = new Real[20_000];
        new RandomStream(seed).Normal(x, mean: 3, deviation: 2);
        Assert.InRange(KolmogorovSmirnov(x, value => Phi((value - 3) / 2)), 0.2, KolmogorovLimit);
    }

    [Fact]
    public void Normal_HasTheMomentsOfANormal()
    {
        const int n = 200_000;
        var x = new Real[n];
        new RandomStream(8).Normal(x);
        var moments = new double[5];
        foreach (double value in x)
            for (var k = 1; k <= 4; k++)
                moments[k] += Math.Pow(value, k) / n;
        // Four standard errors: Var xᵏ = 1, 2, 15, 96.
        Assert.InRange(moments[1], -4 / Math.Sqrt(n), 4 / Math.Sqrt(n));
        Assert.InRange(moments[2] - 1, -4 * Math.Sqrt(2.0 / n), 4 * Math.Sqrt(2.0 / n));
        Assert.InRange(moments[3], -4 * Math.Sqrt(15.0 / n), 4 * Math.Sqrt(15.0 / n));
        Assert.InRange(moments[4] - 3, -4 * Math.Sqrt(96.0 / n), 4 * Math.Sqrt(96.0 / n));
    }

    [Fact]
    public void Normal_FillsItsTails()
    {
        const int n = 1_000_000;
        var x = new Real[n];
        new RandomStream(2).Normal(x);
        foreach (var bound in (double[])[2, 3, 4])
            foreach (var sign in (int[])[-1, 1])
            {
                var expected = n * (1 - Phi(bound));
                var allowed = 4 * Math.Sqrt(expected);
                Assert.InRange(x.Count(value => sign * value > bound), expected - allowed, expected + allowed);
            }
    }

    [Fact]
    public void Uniform_NeverReachesItsUpperEnd()
    {
        // Two neighbours: every second number would be rounded up to the excluded one.
        var x = new Real[100];
        new RandomStream(1).Uniform(x, low: 1, high: Real.BitIncrement(1));
        Assert.All(x, value => Assert.Equal(1, value));
        new RandomStream(1).Uniform(x, low: -1, high: 0);
        Assert.All(x, value => Assert.InRange(value, -1, -Real.Epsilon));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1_000)]
    public void Integers_AreUniform(int bound)
    {
        var n = new int[50_000];
        new RandomStream(6).Integers(n, bound);
        var counts = new int[bound];
        foreach (var value in n)
            counts[value]++;
        Assert.True(ChiSquare(counts) <= ChiSquareLimit(bound - 1), $"χ² = {ChiSquare(counts)}");
    }

    [Fact]
    public void Integers_CoverTheLargestRange()
    {
        var n = new int[10_000];
        new RandomStream(6).Integers(n, int.MaxValue);
        var counts = new int[16];
        foreach (var value in n)
            counts[value >> 27]++;
        Assert.True(ChiSquare(counts) <= ChiSquareLimit(15), $"χ² = {ChiSquare(counts)}");
    }

    [Fact]
    public void All24PermutationsOfFour_AreEquallyLikely() =>
        AssertUniformOver(24, (stream, into) => stream.Permutation(into));

    [Fact]
    public void All9DerangementsOfFour_AreEquallyLikely() =>
        AssertUniformOver(9, (stream, into) => stream.Derangement(into));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1_000)]
    public void PermutationsAndDerangements_AreWhatTheyAreCalled(int length)
    {
        var stream = new RandomStream(3);
        var into = new int[length];
        stream.Permutation(into);
        Assert.Equal(Enumerable.Range(0, length), into.Order());
        stream.Derangement(into);
        Assert.Equal(Enumerable.Range(0, length), into.Order());
        Assert.DoesNotContain(true, into.Select((value, i) => value == i));
    }

    static void AssertUniformOver(int cells, Action<RandomStream, int[]> draw)
    {
        var counts = new Dictionary<int, int>();
        var stream = new RandomStream(10);
        var into = new int[4];
        for (var i = 0; i < 20_000; i++)
        {
            draw(stream, into);
            var code = into.Aggregate((all, digit) => 10 * all + digit);
            counts[code] = counts.GetValueOrDefault(code) + 1;
        }
        Assert.Equal(cells, counts.Count);
        Assert.True(ChiSquare([.. counts.Values]) <= ChiSquareLimit(cells - 1), $"χ² = {ChiSquare([.. counts.Values])}");
    }

    static double ChiSquare(int[] counts)
    {
        var expected = (double)counts.Sum() / counts.Length;
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }

    /// <summary> The 0.999 quantile of χ², by Wilson and Hilferty. </summary>
    static double ChiSquareLimit(int degrees) =>
        degrees == 0 ? 0 : degrees * Math.Pow(1 - 2.0 / (9 * degrees) + 3.0902 * Math.Sqrt(2.0 / (9 * degrees)), 3);

    static double KolmogorovSmirnov(Real[] x, Func<double, double> distribution)
    {
        Array.Sort(x);
        var distance = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var f = distribution(x[i]);
            distance = Math.Max(distance, Math.Max(f - (double)i / x.Length, (i + 1.0) / x.Length - f));
        }
        return distance * Math.Sqrt(x.Length);
    }

    /// <summary> Φ(z) = ½ + φ(z) Σ z²ᵏ⁺¹ / (1 · 3 · … · (2k + 1)) </summary>
    static double Phi(double z)
    {
        var term = z;
        var sum = z;
        for (var k = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); k++)
        {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
    }
}
