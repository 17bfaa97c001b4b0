using CsCheck;

namespace HyperGan.Tests;

public class StandardizationTests
{
    [Fact]
    public void Columns_become_mean_0_and_population_deviation_1()
    {
        Real[] rows = [1, 10, 2, 20, 3, 60];
        var standardization = Standardization.Of(rows, 2);
        Assert.Equal([2, 30], standardization.Means.ToArray());
        Assert.Equal([Math.Sqrt(2.0 / 3), Math.Sqrt(1_400.0 / 3)], standardization.Scales.ToArray());
        standardization.Apply(rows, rows);
        Assert.Equal([-1.224745, -0.925820, 0, -0.462910, 1.224745, 1.388730], rows.Select(z => Math.Round((double)z, 6)));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-3.0)]
    [InlineData(0.998)]
    [InlineData(1e-30)]
    public void A_constant_column_has_scale_1(double value)
    {
        var rows = Enumerable.Repeat((Real)value, 11_934).ToArray();
        var standardization = Standardization.Of(rows, 1);
        Assert.Equal(1, standardization.Scales[0]);
        standardization.Apply(rows, rows);
        Assert.All(rows, z => Assert.Equal(0, z, 1e-10));
    }

    /// <summary> A million roundings of the sum, all to the same side, are more in double than what is taken for rounding. </summary>
    [Fact]
    public void A_long_constant_column_has_scale_1()
    {
        var standardization = Standardization.Of(Enumerable.Repeat((Real)0.1, 1_000_000).ToArray(), 1);
        Assert.Equal((1, (Real)0.1), (standardization.Scales[0], standardization.Means[0]));
    }

    /// <summary> Two neighbours differ by 1e-16 of themselves in double, which is rounding, and by 1e-7 in float, which is not. </summary>
    [Fact]
    public void A_deviation_that_is_rounding_noise_is_no_deviation()
    {
        Real[] rows = [1_000_000, Real.BitIncrement(1_000_000)];
        Assert.Equal(typeof(Real) == typeof(double) ? 1 : (rows[1] - rows[0]) / 2.0, Standardization.Of(rows, 1).Scales[0]);
    }

    [Fact]
    public void A_column_that_varies_in_its_last_digits_is_not_constant()
    {
        Real[] rows = [1, 1 + (Real)1e-6, 1, 1 + (Real)1e-6];
        Assert.Equal(5e-7, Standardization.Of(rows, 1).Scales[0], 5e-8);
        Assert.Equal(1e-20, Standardization.Of([(Real)(-1e-20), (Real)1e-20], 1).Scales[0], 1e-25);
    }

    [Fact]
    public void The_way_back_is_the_way_back()
    {
        Gen.Select(Gen.Double[-1e3, 1e3], Gen.Double[-10, 10]).Array[2, 20].Sample(pairs =>
        {
            Real[] rows = [.. pairs.SelectMany(pair => new[] { (Real)pair.Item1, (Real)pair.Item2 })];
            var standardization = Standardization.Of(rows, 2);
            var back = new Real[rows.Length];
            standardization.Apply(rows, back);
            standardization.Invert(back, back);
            Assert.All(rows.Zip(back), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
        }, iter: 200);
    }

    [Fact]
    public void Deviations_are_scaled_but_not_shifted()
    {
        var into = new Real[2];
        new Standardization([100, 5], [2, 3]).InvertDeviation([1, 1], into);
        Assert.Equal([2, 3], into);
    }

    [Fact]
    public void What_cannot_be_standardised_is_refused()
    {
        Contains("row 1, column 1 is NaN", () => Standardization.Of([1, 2, 3, Real.NaN], 2));
        Contains("whole rows of 2", () => Standardization.Of([1, 2, 3], 2));
        Contains("whole rows", () => Standardization.Of([], 2));
        Contains("2 means and 1 scales", () => _ = new Standardization([1, 2], [1]));
        Contains("column 1 has mean 2 and scale 0", () => _ = new Standardization([1, 2], [1, 0]));
        Contains("3 numbers into 3", () => new Standardization([1, 2], [1, 1]).Apply([1, 2, 3], new Real[3]));
    }

    static void Contains(string part, Action action) => Assert.Contains(part, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);
}
