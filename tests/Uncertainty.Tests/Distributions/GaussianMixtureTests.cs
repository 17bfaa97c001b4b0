using CsCheck;

namespace HyperGan.Uncertainty.Tests;

public class GaussianMixtureTests
{
    [Fact]
    public void The_cumulative_is_the_weighted_mean_of_the_members() =>
        Gen.Select(Mixture.Any, Gen.Double[-30, 30]).Sample((mixture, y) =>
        {
            var expected = 0.0;
            for (var k = 0; k < mixture.Means.Length; k++)
                expected += mixture.Weights[k] / mixture.Weights.Sum() * new Gaussian(mixture.Means[k], mixture.Deviations[k]).Cumulative(y);
            Assert.Equal(expected, mixture.View.Cumulative(y), 1e-15 + 4e-15 * expected);
        });

    [Fact]
    public void The_density_is_the_weighted_mean_of_the_members_and_its_logarithm_the_log_density() =>
        Gen.Select(Mixture.Any, Gen.Double[-30, 30]).Sample((mixture, y) =>
        {
            var expected = 0.0;
            for (var k = 0; k < mixture.Means.Length; k++)
                expected += mixture.Weights[k] / mixture.Weights.Sum() * new Gaussian(mixture.Means[k], mixture.Deviations[k]).Density(y);
            Assert.Equal(expected, mixture.View.Density(y), 1e-300 + 1e-12 * expected);
            if (expected > 1e-300)
                Assert.Equal(Math.Log(expected), mixture.View.LogDensity(y), 1e-12 * Math.Max(1, Math.Abs(Math.Log(expected))));
        });

    [Fact]
    public void The_sums_of_the_quantile_are_the_derivatives_of_the_cumulative() =>
        Gen.Select(Mixture.Ordinary, Gen.Double[-12, 12]).Sample((mixture, x) =>
        {
            const double h = 1e-4;
            var (tail, density, slope, bend) = MixtureSums.At(mixture.View, x, upper: false);
            var (above, before, after) = (MixtureSums.At(mixture.View, x, upper: true), MixtureSums.At(mixture.View, x - h, upper: false), MixtureSums.At(mixture.View, x + h, upper: false));
            Assert.Equal(1, tail + above.Tail, 1e-15);
            Assert.Equal((density, slope, bend), (above.Density, above.Slope, above.Bend));
            // Central differences: h² f‴ / 6 with s ≥ 0.1, and rounding over h.
            Assert.Equal((after.Tail - before.Tail) / (2 * h), density, 2e-6);
            Assert.Equal((after.Density - before.Density) / (2 * h), slope, 5e-5);
            Assert.Equal((after.Slope - before.Slope) / (2 * h), bend, 3e-3);
        });

    [Fact]
    public void The_cumulative_never_falls() =>
        Gen.Select(Mixture.Any, Gen.Double[-30, 30], Gen.Double[0, 1]).Sample((mixture, y, step) =>
            Assert.True(mixture.View.Cumulative(y + step) >= mixture.View.Cumulative(y) - 4e-16));

    [Fact]
    public void The_quantile_inverts_the_cumulative_in_both_tails() =>
        Gen.Select(Mixture.Any, Gen.Double[-13, -0.30103], Gen.Bool).Sample((mixture, exponent, isUpper) =>
            AssertInverse(mixture, Math.Pow(10, exponent), isUpper));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.25)]
    [InlineData(0.2499999)]
    [InlineData(1e-9)]
    [InlineData(1e-100)]
    [InlineData(1e-290)]
    public void The_quantile_survives_scales_from_a_millionth_to_a_million(double p)
    {
        var random = new Random(3);
        for (var run = 0; run < 50; run++)
        {
            var members = run % 7 + 2;
            var mixture = new Mixture(
                [.. Enumerable.Range(0, members).Select(_ => Math.Pow(10, 8 * random.NextDouble() - 2) * (random.NextDouble() - 0.5))],
                [.. Enumerable.Range(0, members).Select(_ => Math.Pow(10, 12 * random.NextDouble() - 6))],
                [.. Enumerable.Repeat(1.0, members)]);
            AssertInverse(mixture, p, isUpper: false);
            AssertInverse(mixture, p, isUpper: true);
        }
    }

    [Fact]
    public void A_narrow_member_that_a_step_would_jump_over_is_found()
    {
        // Below the narrow member F is flat at a quarter, so a quarter is reached inside it, where the flat part shows no sign of it.
        var mixture = new Mixture([-0.82, 1.77], [0.00027, 480_971.7], [1, 1]);
        AssertInverse(mixture, 0.25, isUpper: false);
        Assert.InRange(mixture.View.Quantile(0.25), -0.823, -0.817);
    }

    [Fact]
    public void A_typical_ensemble_needs_two_evaluations()
    {
        var random = new Random(5);
        var total = 0;
        const int rows = 200, members = 100;
        for (var row = 0; row < rows; row++)
        {
            double[] means = [.. Enumerable.Range(0, members).Select(_ => Gaussian.Standard(random.NextDouble))];
            double[] deviations = [.. Enumerable.Range(0, members).Select(_ => 0.5 + random.NextDouble())];
            MixtureQuantile.Of(new GaussianMixture(means, deviations), 0.05, upper: row % 2 == 0, out var evaluations);
            Assert.InRange(evaluations, 1, 3);
            total += evaluations;
        }
        Assert.InRange(total / (double)rows, 1.5, 2.2);
    }

    [Fact]
    public void Equal_components_are_one_Gaussian() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Double[0.1, 3], Gen.Int[1, 9], Gen.Double[-8, 8], Gen.Double[0.001, 0.999]).Sample((m, s, members, y, p) =>
        {
            var gaussian = new Gaussian(m, s);
            var mixture = new GaussianMixture([.. Enumerable.Repeat(m, members)], [.. Enumerable.Repeat(s, members)]);
            Assert.Equal(gaussian.Mean, mixture.Mean, 1e-14);
            Assert.Equal(gaussian.Variance, mixture.Variance, 1e-14);
            Assert.Equal(gaussian.LogDensity(y), mixture.LogDensity(y), 1e-12 * Math.Max(1, -gaussian.LogDensity(y)));
            Assert.Equal(gaussian.Cumulative(y), mixture.Cumulative(y), 1e-15);
            Assert.Equal(gaussian.Quantile(p), mixture.Quantile(p), 1e-13);
            Assert.Equal(Crps.Of(gaussian, y), Crps.Of(mixture, y), 1e-13);
            Assert.True(double.IsNaN(mixture.EpistemicVariance), "equal members must not be reported as agreeing perfectly");
        });

    [Fact]
    public void Mean_and_variance_are_the_integrals() =>
        Mixture.Ordinary.Sample(mixture =>
        {
            var (low, high) = mixture.Ends;
            double[] breaks = [low, .. mixture.Means.Order(), high];
            var mean = Numeric.Integral(y => y * mixture.View.Density(y), breaks);
            var variance = Numeric.Integral(y => (y - mean) * (y - mean) * mixture.View.Density(y), breaks);
            Assert.Equal(mean, mixture.View.Mean, 1e-9);
            Assert.Equal(variance, mixture.View.Variance, 1e-8 * Math.Max(1, variance));
        }, iter: 20);

    [Fact]
    public void The_parts_sum_to_the_variance() =>
        Mixture.Any.Where(mixture => !mixture.View.HasCollapsed).Sample(mixture =>
            Assert.Equal(mixture.View.Variance, mixture.View.EpistemicVariance + mixture.View.AleatoricVariance, 1e-14 * mixture.View.Variance));

    [Fact]
    public void A_collapsed_ensemble_has_no_epistemic_variance_to_report()
    {
        Assert.True(double.IsNaN(new GaussianMixture([3], [1]).EpistemicVariance));
        Assert.True(double.IsNaN(new GaussianMixture([0.1, 0.1, 0.1], [1, 2, 3]).EpistemicVariance));
        // The mean of three times 0.1 is not 0.1: the variance of rounding noise would pass for a spread.
        Assert.True(double.IsNaN(new GaussianMixture([0.1, 0.1, Math.BitIncrement(0.1)], [1, 2, 3]).EpistemicVariance));
        Assert.True(double.IsNaN(new GaussianMixture([0.1, 0.1], [1, 2]).EpistemicDeviation));
        Assert.Equal(2.5e-15, new GaussianMixture([1, 1 + 1e-7], [1, 1]).EpistemicVariance, 1e-21);
    }

    [Fact]
    public void Default_is_not_a_certain_prediction()
    {
        Assert.Throws<InvalidOperationException>(() => default(GaussianMixture).Quantile(0.5));
        Assert.Throws<InvalidOperationException>(() => default(GaussianMixture).LogDensity(0));
        Assert.True(double.IsNaN(default(GaussianMixture).Variance) && double.IsNaN(default(GaussianMixture).Mean));
    }

    [Fact]
    public void Samples_follow_the_cumulative()
    {
        var random = new Random(1);
        double[] means = [-2, 0, 3], deviations = [0.3, 1, 0.5], weights = [1, 2, 3];
        var draws = new double[20_000];
        for (var i = 0; i < draws.Length; i++)
            draws[i] = new GaussianMixture(means, deviations, weights).Sample(random.NextDouble);
        Assert.InRange(Numeric.KolmogorovSmirnov(draws, y => new GaussianMixture(means, deviations, weights).Cumulative(y)), 0.2, 1.95);
    }

    [Fact]
    public void The_log_density_is_finite_however_far_the_outcome() =>
        Assert.Equal(-0.5e18 - Math.Log(2) - 0.9189385332046728, new GaussianMixture([0, -5e9], [1, 1]).LogDensity(1e9), 1e4);

    [Fact]
    public void Members_out_of_sight_leave_the_log_density_to_the_others()
    {
        // The square of 1e160 is infinite, a weight of 1e-300 divided by a deviation of 1e30 nothing, one divided by 1e-310 infinite.
        Assert.Equal(Math.Log(0.5) - 0.9189385332046728, new GaussianMixture([0, 1], [1e-160, 1]).LogDensity(1), 1e-14);
        Assert.Equal(Math.Log(0.5) - 0.9189385332046728, new GaussianMixture([1, 0], [1, 1e-160]).LogDensity(1), 1e-14);
        Assert.Equal(-330 * Math.Log(10) - 0.9189385332046728, new GaussianMixture([0, 1e150], [1e30, 1e30], [1e-300, 1]).LogDensity(0), 1e-11);
        Assert.Equal(310 * Math.Log(10) + Math.Log(0.5) - 0.9189385332046728, new GaussianMixture([0, 1], [1e-310, 1]).LogDensity(0), 1e-11);
        Assert.Equal(double.NegativeInfinity, new GaussianMixture([0, 1], [1, 1]).LogDensity(double.PositiveInfinity));
    }

    [Fact]
    public void A_member_narrower_than_the_rounding_of_its_mean_does_not_catch_the_quantile() =>
        // F is 0.45 up to the second member and 0.99 from there; the search starts on the third, where the density is enormous and a step tiny.
        Assert.Equal(0.99 + 1e-3 * new Gaussian(0, 1).Quantile(0.45 / 0.54), new GaussianMixture([-1, 0.99, 1], [1e-3, 1e-3, 1e-18], [0.45, 0.54, 0.01]).Quantile(0.9), 1e-12);

    [Fact]
    public void The_quantile_survives_moments_out_of_the_range_of_numbers()
    {
        Assert.InRange(new GaussianMixture([-1, 0.99], [1e200, 1e200]).Quantile(0.5), -1, 0.99);
        Assert.InRange(new GaussianMixture([1e308, 1.5e308], [1, 1]).Quantile(0.3), 0.999e308, 1.001e308);
    }

    [Fact]
    public void A_variance_too_small_for_a_number_is_not_zero()
    {
        Assert.True(double.IsNaN(new GaussianMixture([0, 1e-170], [1, 1]).EpistemicVariance));
        Assert.True(double.IsNaN(new GaussianMixture([0, 1], [1e-170, 1e-170]).AleatoricVariance));
        Assert.True(double.IsNaN(new GaussianMixture([0, 1e-170], [1e-170, 1e-170]).Variance));
        Assert.Equal(0.25, new GaussianMixture([0, 1], [1e-170, 1e-170]).Variance);
        Assert.True(double.IsNaN(new Gaussian(0, 1e-170).Variance));
        Assert.True(double.IsNaN(new EmpiricalSample([0, 1e-170]).Variance));
        Assert.Equal(1e-170, Sharpness.Of([1e-170, 1e-170]), 1e-184);
        Assert.Equal(1e170, Sharpness.Of([1e170, 1e170]), 1e156);
    }

    /// <summary> F at the neighbours of the quantile encloses p, or F is p to rounding. </summary>
    static void AssertInverse(Mixture mixture, double p, bool isUpper)
    {
        var x = MixtureQuantile.Of(mixture.View, p, isUpper, out var evaluations);
        var (before, at, after) = (Tail(Math.BitDecrement(x)), Tail(x), Tail(Math.BitIncrement(x)));
        var allowed = 2e-13 * p + (Math.Abs(before - at) + Math.Abs(after - at)) * 2;
        Assert.True(Math.Abs(at - p) <= allowed, $"{(isUpper ? "upper" : "lower")} tail at {x:R} is {at:R}, not {p:R}; {evaluations} evaluations");
        Assert.InRange(evaluations, 0, 150);

        double Tail(double at) => MixtureSums.At(mixture.View, at, isUpper).Tail;
    }
}
