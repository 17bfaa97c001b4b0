using HyperGan.Kernels;

namespace HyperGan.Mine.Tests;

public class NormalScoresTests
{
    [Fact]
    public void The_numbers_it_was_made_of_get_the_quantiles_of_their_middle_ranks()
    {
        var scores = new NormalScores([7, -1, 1000, 7], deviation: 500);
        Assert.Equal(NormalQuantile.Of(0.125), scores.Of(-1));
        Assert.Equal(NormalQuantile.Of(0.5), scores.Of(7));
        Assert.Equal(NormalQuantile.Of(0.875), scores.Of(1000));
        Assert.Equal((scores.Of(7) + scores.Of(1000)) / 2, scores.Of(503.5), 1e-12);
        Assert.Equal(scores.Of(1000) + Math.Log(3), scores.Of(2000), 1e-12);
        Assert.Equal(scores.Of(-1) - Math.Log(3), scores.Of(-1001), 1e-12);
    }

    [Fact]
    public void It_ascends_strictly_everywhere()
    {
        var column = new Real[200];
        new RandomStream(1).Normal(column);
        var scores = new NormalScores([.. column.Select(x => (double)x * x * x)], deviation: 4);
        double[] places = [.. Enumerable.Range(0, 20_001).Select(i => (i - 10_000) / 200.0)];
        foreach (var (below, above) in places.Zip(places.Skip(1)))
            Assert.True(scores.Of(below) < scores.Of(above), $"at {below}");
    }

    [Fact]
    public void A_constant_column_is_no_obstacle()
    {
        var scores = new NormalScores([3, 3, 3], deviation: 1);
        Assert.Equal(0, scores.Of(3), 1e-12);
        Assert.True(scores.Of(2) < 0 && scores.Of(4) > 0);
    }

    /// <summary> 1 + 1e-16 is 1; its logarithm would leave the number where the constant was. </summary>
    [Fact]
    public void A_number_next_to_the_last_is_beyond_it()
    {
        var scores = new NormalScores([0, 0, 0], deviation: 1);
        Assert.True(scores.Of(1e-16) > scores.Of(0));
        Assert.True(scores.Of(-1e-16) < scores.Of(0));
    }

    /// <summary> Ranks forget any ascending map: critics learn from the same numbers, and those held out lie but a little elsewhere between their neighbours. </summary>
    [Fact]
    public void An_estimate_from_scores_is_blind_to_ascending_maps_of_the_variables()
    {
        var (x, z) = CorrelatedGaussian.Sample(0.8, 600, seed: 3);
        var cubes = Array.ConvertAll(z, v => v * v * v);
        Assert.Equal(Estimate(z, normalScores: true), Estimate(cubes, normalScores: true), 1e-3);
        Assert.NotEqual(Estimate(z, normalScores: false), Estimate(cubes, normalScores: false), 0.03);

        double Estimate(Real[] other, bool normalScores)
        {
            var estimator = new MineEstimator(1, 1, new() { Hidden = [16], Critics = 1, Epochs = 20, Batch = 32, Marginals = 2, EvaluationPairs = 20_000, NormalScores = normalScores });
            return estimator.Fit(x, other, cancellation: TestContext.Current.CancellationToken).Information.Value;
        }
    }
}
