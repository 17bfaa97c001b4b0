using CsCheck;

namespace HyperGan.Uncertainty.Tests;

public class GaussianTests
{
    [Fact]
    public void The_quantile_inverts_the_cumulative() =>
        Gen.Select(Gen.Double[-100, 100], Gen.Double[0.01, 100], Gen.Double[1e-9, 1 - 1e-9]).Sample((m, s, p) =>
        {
            var gaussian = new Gaussian(m, s);
            var x = gaussian.Quantile(p);
            Assert.Equal(p, gaussian.Cumulative(x), 1e-14 + gaussian.Density(x) * Math.Abs(x) * 1e-15);
        });

    [Fact]
    public void The_central_interval_leaves_the_same_on_either_side()
    {
        var gaussian = new Gaussian(3, 2);
        var interval = gaussian.CentralInterval(0.9);
        Assert.Equal(0.05, gaussian.Cumulative(interval.Lower), 1e-15);
        Assert.Equal(0.95, gaussian.Cumulative(interval.Upper), 1e-15);
        Assert.Equal(2 * 2 * 1.6448536269514722, interval.Width, 1e-14);
        Assert.True(interval.Contains(interval.Lower) && interval.Contains(3) && !interval.Contains(6.3));
    }

    [Fact]
    public void One_Gaussian_does_not_know_its_parts_unless_told()
    {
        var gaussian = new Gaussian(0, 2);
        Assert.Equal(4, gaussian.Variance);
        Assert.True(double.IsNaN(gaussian.EpistemicVariance) && double.IsNaN(gaussian.AleatoricVariance));
        var parts = Gaussian.OfParts(0, epistemicVariance: 9, aleatoricVariance: 16);
        Assert.Equal((5, 3, 4), (parts.Deviation, parts.EpistemicDeviation, parts.AleatoricDeviation));
    }

    [Fact]
    public void Default_is_not_a_certain_prediction()
    {
        var none = default(Gaussian);
        Assert.All([none.Deviation, none.Variance, none.EpistemicVariance, none.Cumulative(1), none.Quantile(0.5), none.LogDensity(0), none.CentralInterval(0.9).Width],
            value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void Samples_follow_the_cumulative()
    {
        var random = new Random(2);
        var gaussian = new Gaussian(-1, 3);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => gaussian.Sample(random.NextDouble))];
        Assert.InRange(Numeric.KolmogorovSmirnov(draws, gaussian.Cumulative), 0.2, 1.95);
    }

    [Fact]
    public void A_narrow_density_does_not_end_with_the_bell() =>
        // φ(38) = 1e-314 is no normal number any more, divided by 1e-30 it is one again.
        Assert.Equal(1, new Gaussian(0, 1e-30).Density(38e-30) / 1.0972210520077372e-284, 1e-12);

    [Fact]
    public void The_ends_of_the_random_source_give_finite_draws()
    {
        Assert.Equal(-8.29, new Gaussian(0, 1).Sample(() => 0), 0.01);
        Assert.Equal(8.21, new Gaussian(0, 1).Sample(() => Math.BitDecrement(1)), 0.01);
        Assert.Equal(0, new Gaussian(0, 1).Sample(() => 0.5), 1e-15);
    }
}
