namespace HyperGan.Uncertainty.Tests;

public class ConformalTests
{
    /// <summary> How often the coverage of one calibration is drawn. </summary>
    const int Calibrations = 4_000;

    /// <summary>
    /// Outcomes are uniform on ±1 (times the scale), so intervals ± q cover exactly q of them. Over many calibrations this coverage has
    /// the law Beta(k, n + 1 − k).
    /// </summary>
    [Theory]
    [InlineData(9, 0.9)]
    [InlineData(50, 0.9)]
    [InlineData(50, 0.5)]
    public void The_coverage_of_split_intervals_has_the_Beta_law(int count, double level)
    {
        var random = new Random(count);
        AssertBetaLaw(count, level, () =>
        {
            double[] predictions = Draw(count, () => 10 * random.NextDouble()), y = [.. predictions.Select(m => m + Uniform(random))];
            var conformal = SplitConformal.Calibrate(y, predictions, level);
            return (conformal.Interval(5).Width / 2, conformal.Quantile);
        });
    }

    [Fact]
    public void The_coverage_of_normalised_intervals_has_the_Beta_law()
    {
        var random = new Random(1);
        AssertBetaLaw(30, 0.8, () =>
        {
            double[] predictions = Draw(30, () => 10 * random.NextDouble()), scales = Draw(30, () => 0.1 + random.NextDouble());
            double[] y = [.. predictions.Zip(scales, (m, s) => m + s * Uniform(random))];
            var conformal = NormalizedConformal.Calibrate(y, predictions, scales, 0.8);
            return (conformal.Interval(5, 0.3).Width / 0.6, conformal.Quantile);
        });
    }

    [Fact]
    public void The_coverage_of_corrected_quantiles_has_the_Beta_law()
    {
        // The interval to correct is m − 0.4 … m + 0.2, for outcomes uniform on m ± 1.
        var random = new Random(2);
        AssertBetaLaw(30, 0.6, () =>
        {
            double[] centres = Draw(30, () => 10 * random.NextDouble()), y = [.. centres.Select(m => m + Uniform(random))];
            var conformal = QuantileConformal.Calibrate(y, [.. centres.Select(m => m - 0.4)], [.. centres.Select(m => m + 0.2)], 0.6);
            var interval = conformal.Interval(-0.4, 0.2);
            return ((Math.Min(1, interval.Upper) - Math.Max(-1, interval.Lower)) / 2, conformal.Quantile);
        });
    }

    [Fact]
    public void Every_count_and_level_takes_the_first_rank_that_is_enough()
    {
        for (var n = 1; n < 120; n++)
            for (var k = 1; k <= n; k++)
            {
                double[] scores = [.. Enumerable.Range(1, n).Select(i => (double)i)];
                Assert.Equal(k, ConformalQuantile.Of(scores, k / (n + 1.0)).Rank);
                Assert.Equal(k, ConformalQuantile.Of(scores, (k - 0.5) / (n + 1)).Value);
            }
    }

    [Theory]
    [InlineData(0.9, 9)]
    [InlineData(0.95, 19)]
    [InlineData(0.99, 99)]
    [InlineData(0.999, 999)]
    [InlineData(0.8, 4)]
    [InlineData(0.5, 1)]
    [InlineData(0.01, 1)]
    [InlineData(2.0 / 3, 2)]
    public void The_fewest_points_that_reach_a_level_are_enough_and_one_fewer_is_not(double level, long needed)
    {
        Assert.Equal(needed, ConformalQuantile.CountNeeded(level));
        double[] scores = [.. Enumerable.Range(1, (int)needed).Select(i => (double)i)];
        Assert.InRange(ConformalQuantile.Of(scores, level).Rank, 1, (int)needed);
        var exception = Assert.Throws<ArgumentException>(() => ConformalQuantile.Of(scores.AsSpan(1), level));
        Assert.Contains(needed == 1 ? "no calibration score" : $"at least {needed}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_next_to_one_is_past_counting() => Assert.Null(ConformalQuantile.CountNeeded(Math.BitDecrement(1)));

    /// <summary> Among counts this large thousands of millions round to the same share; they are not tried one by one. </summary>
    [Theory]
    [InlineData(1 - 1e-9)]
    [InlineData(1 - 1e-12)]
    [InlineData(1 - 1e-14)]
    public void A_level_near_one_is_counted_at_once(double level)
    {
        var count = Assert.NotNull(ConformalQuantile.CountNeeded(level));
        Assert.True(count / (count + 1.0) >= level);
        Assert.True((count - 1.0) / count < level);
    }

    [Fact]
    public void Errors_of_zero_do_not_become_intervals_of_width_zero()
    {
        double[] y = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        var exception = Assert.Throws<ArgumentException>(() => SplitConformal.Calibrate(y, y, 0.9));
        Assert.Contains("has not seen", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NormalizedConformal.Calibrate(y, y, y, 0.9));
    }

    [Fact]
    public void A_correction_that_leaves_nothing_of_an_interval_is_empty_and_not_certain()
    {
        var conformal = QuantileConformal.Calibrate([0, 0, 0, 0], [-5, -5, -5, -5], [5, 5, 5, 5], 0.8);
        Assert.Equal(-5, conformal.Quantile.Value);
        Assert.Equal(new Interval(-3, 3), conformal.Interval(-8, 8));
        Assert.True(double.IsNaN(conformal.Interval(-1, 1).Width) && !conformal.Interval(-1, 1).Contains(0));
        Assert.True(double.IsNaN(conformal.Interval(-5, 5).Width));
    }

    static void AssertBetaLaw(int count, double level, Func<(double Coverage, ConformalQuantile Quantile)> calibrate)
    {
        var coverages = new double[Calibrations];
        var quantile = calibrate().Quantile;
        for (var i = 0; i < coverages.Length; i++)
            coverages[i] = calibrate().Coverage;
        var mean = coverages.Average();
        var deviation = Math.Sqrt(coverages.Average(c => (c - mean) * (c - mean)));
        Assert.Equal((count, level), (quantile.Count, quantile.Level));
        Assert.True(quantile.ExpectedCoverage >= level && (quantile.Rank - 1) / (count + 1.0) < level);
        Assert.Equal(quantile.ExpectedCoverage, mean, 4 * quantile.CoverageDeviation / Math.Sqrt(Calibrations));
        Assert.Equal(1, deviation / quantile.CoverageDeviation, 0.06);
        Assert.InRange(Numeric.KolmogorovSmirnov(coverages, x => Numeric.BetaCumulative(quantile.Rank, count, x)), 0.2, 1.95);
    }

    static double[] Draw(int count, Func<double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw())];

    static double Uniform(Random random) => 2 * random.NextDouble() - 1;
}
