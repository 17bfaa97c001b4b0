using CsCheck;

namespace HyperGan.Uncertainty.Tests;

public class EmpiricalSampleTests
{
    static readonly Gen<double[]> _draws = Gen.Double[-5, 5].Array[2, 40].Where(draws => draws.Distinct().Count() > 1);

    [Fact]
    public void Moments_are_those_of_the_draws()
    {
        var sample = new EmpiricalSample([4, 1, 2, 5]);
        Assert.Equal(3, sample.Mean);
        Assert.Equal(10.0 / 3, sample.Variance, 1e-15);
        Assert.True(double.IsNaN(sample.EpistemicVariance) && double.IsNaN(sample.AleatoricVariance));
        Assert.Equal([1, 2, 4, 5], sample.Draws.ToArray());
    }

    [Fact]
    public void The_cumulative_counts() =>
        Gen.Select(_draws, Gen.Double[-6, 6]).Sample((draws, y) =>
        {
            var sample = new EmpiricalSample(draws);
            Assert.Equal(draws.Count(x => x <= y) / (double)draws.Length, sample.Cumulative(y));
            Assert.Equal(draws.Count(x => x <= draws[0]) / (double)draws.Length, sample.Cumulative(draws[0]));
        });

    [Fact]
    public void The_quantile_is_the_smallest_draw_that_reaches_the_level() =>
        Gen.Select(_draws, Gen.Double[0.001, 0.999]).Sample((draws, level) =>
        {
            var sample = new EmpiricalSample(draws);
            var x = sample.Quantile(level);
            Assert.True(sample.Cumulative(x) >= level && sample.Cumulative(Math.BitDecrement(x)) < level);
        });

    [Fact]
    public void Levels_that_are_shares_hit_their_draw()
    {
        var sample = new EmpiricalSample([.. Enumerable.Range(1, 10).Select(i => (double)i)]);
        for (var i = 1; i < 10; i++)
            Assert.Equal(i, sample.Quantile(i / 10.0));
    }

    [Fact]
    public void A_central_interval_keeps_what_it_promises()
    {
        // 19 draws: the ends are the smallest and the largest at 0.9, the second ones at 0.8.
        var sample = new EmpiricalSample([.. Enumerable.Range(1, 19).Select(i => (double)i)]);
        Assert.Equal(new Interval(1, 19), sample.CentralInterval(0.9));
        Assert.Equal(new Interval(2, 18), sample.CentralInterval(0.8));
        Assert.Equal(new Interval(1, 19), sample.CentralInterval(0.81));

        var random = new Random(1);
        var inside = 0;
        const int runs = 20_000;
        for (var run = 0; run < runs; run++)
            inside += new EmpiricalSample([.. Enumerable.Range(0, 19).Select(_ => random.NextDouble())]).CentralInterval(0.8).Contains(random.NextDouble()) ? 1 : 0;
        Assert.Equal(0.8, inside / (double)runs, 4 * Math.Sqrt(0.16 / runs));
    }

    [Fact]
    public void A_level_beyond_the_sample_says_how_many_draws_it_takes()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new EmpiricalSample([1, 2, 3]).CentralInterval(0.9));
        Assert.Contains("at least 19", exception.Message, StringComparison.Ordinal);
        Assert.Equal(new Interval(1, 19), new EmpiricalSample([.. Enumerable.Range(1, 19).Select(i => (double)i)]).CentralInterval(0.9));
    }

    [Fact]
    public void A_sample_draws_its_draws()
    {
        var random = new Random(4);
        var sample = new EmpiricalSample([3, 1, 2]);
        var counts = new int[4];
        for (var i = 0; i < 3_000; i++)
            counts[(int)sample.Sample(random.NextDouble)]++;
        Assert.All(counts[1..], count => Assert.InRange(count, 1_000 - 110, 1_000 + 110));
    }
}
