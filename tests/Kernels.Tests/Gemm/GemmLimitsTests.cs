namespace HyperGan.Kernels.Tests;

/// <summary>
/// Sizes drawn around those at which a product is computed in another way. Of whole numbers, so that sums are exact in any order; and a large
/// product is checked in little time by what it makes of a vector, A·(B·v) (Freivalds 1977).
/// </summary>
public class GemmLimitsTests
{
    /// <summary> Numbers of B up to which it is near, those of a block, and those up to which it may be read in place. </summary>
    static readonly int[] _limits = [5 << 15, 3 << 17, 3 << 17, 1 << 20];

    static readonly Layout[] _layouts = [Layout.Contiguous, Layout.Transposed];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AProductAroundALimit_IsExact_AndTheSameForATeam(int seed)
    {
        var random = new Random(seed);
        var depth = random.Next(100, 193);
        var (slices, limit) = (seed % 3 == 2 ? 2 : 1, _limits[seed % 4]);
        var (m, n, k) = (random.Next(96, 112), limit / depth + random.Next(-8, 3), slices * depth);
        using var a = new GuardedMatrix(1, m, k, random.GetItems(_layouts, 1)[0], Samples.Whole(seed));
        using var b = new GuardedMatrix(1, k, n, random.GetItems(_layouts, 1)[0], Samples.Whole(seed + 100));
        using var c = new GuardedMatrix(1, m, n, random.GetItems(_layouts, 1)[0]);
        Gemm.Multiply(a.View, b.View, c.View);
        double[] v = [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(-1000, 1001))];
        Assert.Equal(Times(a.View, Times(b.View, v)), Times(c.View, v));

        using var team = new Team(3);
        using var shared = new GuardedMatrix(1, m, n, Layout.Contiguous);
        Gemm.Multiply(a.View, b.View, shared.View, team);
        Assert.Equal(Times(c.View, v), Times(shared.View, v));
    }

    static double[] Times(Matrix x, double[] v)
    {
        var y = new double[x.Rows];
        for (var i = 0; i < x.Rows; i++)
            for (var j = 0; j < x.Cols; j++)
                y[i] += x[0, i, j] * v[j];
        return y;
    }
}
