using System.Globalization;
using System.Numerics;
using CsCheck;

namespace HyperGan.Kernels.Tests;

/// <summary>
/// Same seed, same numbers: the values pinned here hold for every machine, vector width and precision (float: rounded).
/// </summary>
public class RandomStreamTests
{
    static readonly int[] _picked = [0, 1, 2, 3, 7, 8, 100];

    [Fact]
    public void Keys_ArePinned()
    {
        var root = new RandomStream(42);
        Assert.Equal(Key("49645742282872942927042099311862138641"), root.Key);
        Assert.Equal(Key("292246442827673502112432256169126225095"), root.Split("generator").Key);
        Assert.Equal(Key("135518138885436484796814302124846842535"), root.Split(7).Key);
        Assert.Equal(Key("65363364283104357625916319665165863767"), root.Split("a").Split("bé").Split(ulong.MaxValue).Key);
    }

    [Fact]
    public void Uniform_IsPinned()
    {
        double[] standard =
        [
            0.5284632409266206, 0.5836142017527842, 0.18258379558237903, 0.44539793872848565,
            0.6746258534927635, 0.3923145487358546, 0.8858774865744603,
        ];
        double[] scaled =
        [
            1.2277059274129645, 1.6689136140222738, -1.5393296353409678, 0.5631835098278852,
            2.397006827942108, 0.13851638988683668, 4.087019892595682,
        ];
        AssertPicked(standard, (stream, x) => stream.Uniform(x));
        AssertPicked(scaled, (stream, x) => stream.Uniform(x, low: -3, high: 5));
    }

    [Fact]
    public void Normal_IsPinned()
    {
        double[] standard =
        [
            -1.9038748763535058, -1.3811644472495868, 0.9055622615298379, 0.13729720771531329,
            -0.9360417214348762, 0.27329156670707594, -0.29008008213214287,
        ];
        double[] scaled =
        [
            9.048062561823247, 9.309417776375206, 10.452781130764919, 10.068648603857657,
            9.531979139282562, 10.136645783353538, 9.854959958933929,
        ];
        AssertPicked(standard, (stream, x) => stream.Normal(x));
        AssertPicked(scaled, (stream, x) => stream.Normal(x, mean: 10, deviation: 0.5f));
    }

    [Fact]
    public void ManyNormals_ArePinned_ByTheirSum()
    {
        var x = new Real[20_000];
        new RandomStream(5).Normal(x);
        var sum = BigInteger.Zero;
        foreach (var value in x)
            sum += BitConverter.DoubleToInt64Bits(value);
        var expected = sizeof(Real) == 4 ? "458818542328285757440" : "458818542303172601065";
        Assert.Equal(expected, sum.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Integers_Permutation_AndDerangement_ArePinned()
    {
        var n = new int[10];
        new RandomStream(42).Integers(n, 1_000);
        Assert.Equal([528, 583, 182, 445, 496, 405, 985, 674, 392, 513], n);
        new RandomStream(42).Permutation(n);
        Assert.Equal([2, 3, 5, 8, 0, 9, 6, 4, 1, 7], n);
        new RandomStream(42).Derangement(n);
        Assert.Equal([1, 9, 3, 0, 6, 7, 8, 5, 4, 2], n);
    }

    [Fact]
    public void AFillInPieces_IsAFillAtOnce() =>
        Gen.Int[0, 700].Array[1, 6].Sample(lengths =>
        {
            var whole = new Real[lengths.Sum()];
            new RandomStream(3).Normal(whole);
            var stream = new RandomStream(3);
            var start = 0;
            foreach (var length in lengths)
            {
                var piece = new Real[length];
                stream.Normal(piece);
                Assert.Equal(whole[start..(start + length)], piece);
                start += length;
                Assert.Equal((ulong)start, stream.Position);
            }
        }, iter: 100);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void AFillByATeam_IsAFillByOne(int workers)
    {
        using var team = new Team(workers);
        var (alone, together) = (new RandomStream(9), new RandomStream(9));
        foreach (var length in (int[])[1, 4_096, 4_097, 50_001])
        {
            var (expected, actual) = (new Real[length], new Real[length]);
            alone.Normal(expected);
            together.Normal(actual, team: team);
            Assert.Equal(expected, actual);
            alone.Uniform(expected);
            together.Uniform(actual, team: team);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void KeyAndPosition_AreAllThereIsToSave()
    {
        var stream = new RandomStream(1).Split("batches");
        stream.Integers(new int[13], 5);
        var resumed = RandomStream.Resume(Key(stream.Key.ToString(CultureInfo.InvariantCulture)), stream.Position);
        Real[] expected = new Real[20], actual = new Real[20];
        stream.Normal(expected);
        resumed.Normal(actual);
        Assert.Equal(expected, actual);
        stream.Position = 13;
        stream.Normal(actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void ASplit_DependsOnSeedAndNamesAlone()
    {
        var parent = new RandomStream(4);
        var before = parent.Split("a");
        parent.Uniform(new Real[1_000]);
        Assert.Equal(before.Key, parent.Split("a").Key);
        Assert.Equal(0u, parent.Split("a").Position);
    }

    [Fact]
    public void DifferentPaths_AreDifferentStreams()
    {
        var root = new RandomStream(0);
        UInt128[] keys =
        [
            root.Key, new RandomStream(1).Key, new RandomStream(1UL << 63).Key,
            root.Split("").Key, root.Split("").Split("").Key, root.Split("\0").Key, root.Split("\0\0").Key,
            root.Split("ab").Key, root.Split("ba").Key, root.Split("a").Split("b").Key, root.Split("b").Split("a").Key,
            root.Split(0).Key, root.Split(1).Key, root.Split(0).Split(1).Key, root.Split(1).Split(0).Key, root.Split("1").Key,
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void SplitStreams_AreUncorrelated()
    {
        const int n = 10_000;
        var root = new RandomStream(11);
        List<RandomStream> streams = [root, new(12), new(11 ^ 1UL << 32), root.Split("a"), root.Split("b"), root.Split("a").Split("a")];
        for (var i = 0UL; i < 6; i++)
            streams.Add(root.Split(i));
        var draws = streams.ConvertAll(stream => Normals(stream, n));
        for (var a = 0; a < draws.Count; a++)
            for (var b = 0; b < a; b++)
            {
                var correlation = 0.0;
                for (var i = 0; i < n; i++)
                    correlation += (double)draws[a][i] * draws[b][i] / n;
                Assert.True(Math.Abs(correlation) < 4 / Math.Sqrt(n), $"streams {a} and {b}: {correlation}");
            }
    }

    [Fact]
    public void SuccessiveNumbers_AreUncorrelated()
    {
        const int n = 50_000;
        var z = Normals(new RandomStream(21), n + 20);
        for (var lag = 1; lag <= 20; lag++)
        {
            var correlation = 0.0;
            for (var i = 0; i < n; i++)
                correlation += (double)z[i] * z[i + lag] / n;
            Assert.True(Math.Abs(correlation) < 4 / Math.Sqrt(n), $"lag {lag}: {correlation}");
        }
    }

    [Fact]
    public void Fills_AllocateNothing()
    {
        using var team = new Team(2);
        var stream = new RandomStream(1);
        var x = new Real[10_000];
        var n = new int[100];
        void Draw()
        {
            stream.Uniform(x);
            stream.Normal(x, team: team);
            stream.Integers(n, 7);
            stream.Permutation(n);
            stream.Derangement(n);
        }
        Assert.Equal(0, Allocation.Of(Draw));
    }

    [Fact]
    public void ImpossibleRequests_AreRefused_AndTheStreamStaysWhereItWas()
    {
        var stream = new RandomStream(1);
        var x = new Real[3];
        var n = new int[1];
        Contains("finite, non-empty range", Assert.Throws<ArgumentException>(() => stream.Uniform(x, 1, 1)));
        Contains("finite, non-empty range", Assert.Throws<ArgumentException>(() => stream.Uniform(x, 0, Real.PositiveInfinity)));
        Contains("finite, non-empty range", Assert.Throws<ArgumentException>(() => stream.Uniform(x, 0, Real.NaN)));
        Contains("not negative", Assert.Throws<ArgumentException>(() => stream.Normal(x, 0, -1)));
        Contains("finite", Assert.Throws<ArgumentException>(() => stream.Normal(x, Real.NaN)));
        Contains("at least 1", Assert.Throws<ArgumentOutOfRangeException>(() => stream.Integers(n, 0)));
        Contains("at least 2", Assert.Throws<ArgumentException>(() => stream.Derangement(n)));
        Assert.Throws<ArgumentNullException>(() => stream.Split(null!));
        Assert.Equal(0u, stream.Position);
        Assert.All(x, value => Assert.Equal(0, value));
    }

    static void Contains(string part, Exception error) => Assert.Contains(part, error.Message, StringComparison.Ordinal);

    static UInt128 Key(string digits) => UInt128.Parse(digits, CultureInfo.InvariantCulture);

    static Real[] Normals(RandomStream stream, int count)
    {
        var x = new Real[count];
        stream.Normal(x);
        return x;
    }

    static void AssertPicked(double[] expected, Action<RandomStream, Real[]> fill)
    {
        var x = new Real[101];
        fill(new RandomStream(42), x);
        Assert.Equal(expected.Select(value => (Real)value), _picked.Select(i => x[i]));
    }
}
