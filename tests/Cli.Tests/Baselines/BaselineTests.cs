using HyperGan.Cli.Baselines;
using HyperGan.Kernels;

namespace HyperGan.Cli.Tests;

public class BaselineTests
{
    [Fact]
    public void The_constant_is_mean_and_population_deviation()
    {
        var baseline = ConstantBaseline.Fit([1, 2, 6]);
        Assert.Equal(3, baseline.Mean([100]), 1e-12);
        Assert.Equal(Math.Sqrt(14.0 / 3), baseline.Deviation, 1e-12);
    }

    /// <summary> y = 3 + 2a − b + ε: the weights come out, and σ with the degrees of freedom that are left. </summary>
    [Fact]
    public void The_line_is_found_among_constant_and_equal_columns()
    {
        const int n = 2_000;
        var (draws, x, y) = (new Real[3 * n], new Real[4 * n], new Real[n]);
        new RandomStream(1).Normal(draws);
        for (var i = 0; i < n; i++)
        {
            var (a, b) = (draws[3 * i] * 5 + 10, draws[3 * i + 1]);
            (x[4 * i], x[4 * i + 1], x[4 * i + 2], x[4 * i + 3]) = (a, b, (Real)0.998, b);
            y[i] = 3 + 2 * a - b + draws[3 * i + 2] / 2;
        }
        var baseline = LinearBaseline.Fit(x, y);
        Assert.Equal(3 + 2 * 10 - 1, baseline.Mean([10, 1, (Real)0.998, 1]), 0.05);
        Assert.Equal(3 + 2 * 20 + 1, baseline.Mean([20, -1, (Real)0.998, -1]), 0.1);
        Assert.Equal(0.5, baseline.Deviation, 0.03);
    }

    /// <summary> Means 2.5 and 2.875, Σ(x − 2.5)² = 5, Σ(x − 2.5)(y − 2.875) = 5.25, Σ(y − 2.875)² = 6.1875; the penalty does not show in five digits. </summary>
    [Fact]
    public void Four_points_by_hand()
    {
        var baseline = LinearBaseline.Fit([1, 2, 3, 4], [1, 3, 3, (Real)4.5]);
        Assert.Equal(2.875, baseline.Mean([(Real)2.5]), 1e-5);
        Assert.Equal(2.875 + 1.5 * 1.05, baseline.Mean([4]), 1e-5);
        Assert.Equal(Math.Sqrt((6.1875 - 5 * 1.05 * 1.05) / 2), baseline.Deviation, 1e-5);
    }

    [Fact]
    public void A_spread_that_cannot_be_known_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ConstantBaseline.Fit([2, 2, 2]));
        Assert.Throws<ArgumentException>(() => ConstantBaseline.Fit([]));
        Assert.Throws<ArgumentException>(() => LinearBaseline.Fit([1, 2, 3], [1, 2]));
        Assert.Contains("2 columns need at least 4 rows", Assert.Throws<ArgumentException>(() => LinearBaseline.Fit([1, 2, 3, 4, 5, 6], [1, 2, 3])).Message, StringComparison.Ordinal);
    }
}
