namespace HyperGan.Tests;

public class CubicDataTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(16)]
    public void The_reference_draw_is_the_references(double deviation)
    {
        var data = CubicData.Reference(deviation);
        Assert.Equal(20, data.X.Count);
        Assert.Equal(-4, data.X[0]);
        Assert.Equal(4, data.X[^1]);
        Assert.Equal(8.0 / 19, data.X[10] - data.X[9], 1e-6);
        Assert.Equal(-64 - 0.750615 * deviation, data.Y[0], 1e-5);
        Assert.Equal(64 - 1.209814 * deviation, data.Y[^1], 1e-5);
    }

    /// <summary> The mean squared error of an ordinary cubic fit to this very draw is known: 0.336, 3.027, 9.565. </summary>
    [Theory]
    [InlineData(3, 0.336)]
    [InlineData(9, 3.027)]
    [InlineData(16, 9.565)]
    public void A_cubic_fit_to_the_reference_draw_errs_as_it_should(double deviation, double expected)
    {
        var data = CubicData.Reference(deviation);
        var weights = LeastSquares([.. data.X.Select(x => (double)x)], [.. data.Y.Select(y => (double)y)]);
        var error = Enumerable.Range(0, 2_001).Average(i =>
        {
            var x = -4 + i / 250.0;
            var difference = weights[0] + x * (weights[1] + x * (weights[2] + x * weights[3])) - x * x * x;
            return difference * difference;
        });
        Assert.Equal(expected, error, expected * 0.01);
    }

    [Fact]
    public void Another_seed_is_another_draw_and_the_same_seed_the_same()
    {
        var (a, b, c) = (CubicData.Sample(1), CubicData.Sample(1), CubicData.Sample(2));
        Assert.Equal(a.Y, b.Y);
        Assert.Equal(a.X, c.X);
        Assert.NotEqual(a.Y, c.Y);
        Assert.All(CubicData.Sample(1, deviation: 0, count: 5).X, x => Assert.Equal(x * x * x, CubicData.Truth(x)));
        Assert.Equal([-64, -8, 0, 8, 64], CubicData.Sample(1, deviation: 0, count: 5).Y);
    }

    [Fact]
    public void The_noise_has_the_deviation_that_was_asked_for()
    {
        var data = CubicData.Sample(3, deviation: 16, count: 10_000);
        var residuals = data.X.Zip(data.Y, (x, y) => (double)y - x * x * x).ToArray();
        Assert.Equal(0, residuals.Average(), 0.6);
        Assert.Equal(16, Math.Sqrt(residuals.Average(r => r * r)), 0.4);
    }

    [Fact]
    public void Impossible_data_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CubicData.Reference(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CubicData.Sample(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => CubicData.Sample(1, count: 1));
    }

    /// <summary> Weights of 1, x, x², x³ by the normal equations. </summary>
    static double[] LeastSquares(double[] x, double[] y)
    {
        var system = new double[4, 5];
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++)
                system[i, j] = x.Sum(value => Math.Pow(value, i + j));
            system[i, 4] = x.Zip(y, (value, target) => Math.Pow(value, i) * target).Sum();
        }
        for (var pivot = 0; pivot < 4; pivot++)
            for (var row = 0; row < 4; row++)
            {
                var factor = row == pivot ? 0 : system[row, pivot] / system[pivot, pivot];
                for (var column = pivot; column < 5; column++)
                    system[row, column] -= factor * system[pivot, column];
            }
        return [.. Enumerable.Range(0, 4).Select(i => system[i, 4] / system[i, i])];
    }
}
