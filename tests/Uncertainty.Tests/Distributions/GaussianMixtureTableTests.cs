namespace HyperGan.Uncertainty.Tests;

public class GaussianMixtureTableTests
{
    const int Rows = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public void Every_row_is_what_the_mixture_of_that_row_says(int members)
    {
        var (means, deviations, y) = Example(members);
        var table = new GaussianMixtureTable(means, deviations, members);
        var (mean, epistemic, aleatoric, lower, upper) = (new double[Rows], new double[Rows], new double[Rows], new double[Rows], new double[Rows]);
        var (cumulative, nll, crps) = (new double[Rows], new double[Rows], new double[Rows]);
        table.Means(mean);
        table.Deviations(epistemic, aleatoric);
        table.CentralIntervals(0.8, lower, upper);
        table.Cumulative(y, cumulative);
        table.NegativeLogLikelihoods(y, nll);
        table.Crps(y, crps);
        for (var row = 0; row < Rows; row++)
        {
            double[] m = [.. Enumerable.Range(0, members).Select(k => means[k * Rows + row])], s = [.. Enumerable.Range(0, members).Select(k => deviations[k * Rows + row])];
            var mixture = new GaussianMixture(m, s);
            Assert.Equal(
                (mixture.Mean, mixture.EpistemicDeviation, mixture.AleatoricDeviation, new Interval(mixture.Quantile(0.1), mixture.Quantile(0.9))),
                (mean[row], epistemic[row], aleatoric[row], new Interval(lower[row], upper[row])));
            Assert.Equal(
                (mixture.Cumulative(y[row]), -mixture.LogDensity(y[row]), Crps.Of(mixture, y[row])),
                (cumulative[row], nll[row], crps[row]));
        }
        Assert.Equal(nll.Average(), NegativeLogLikelihood.Mean(y, table));
        Assert.Equal(crps.Average(), Crps.Mean(y, table));
    }

    [Fact]
    public void One_deviation_for_each_member_is_the_same_in_all_rows()
    {
        var (means, _, y) = Example(3);
        double[] each = [0.5, 1, 2], all = [.. each.SelectMany(s => Enumerable.Repeat(s, Rows))];
        Assert.Equal(
            NegativeLogLikelihood.Mean(y, new GaussianMixtureTable(means, all, 3)),
            NegativeLogLikelihood.Mean(y, new GaussianMixtureTable(means, each, 3)));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_row()
    {
        var (means, deviations, y) = Example(30);
        var (lower, upper) = (new double[Rows], new double[Rows]);
        Assert.Equal(Allocated(1), Allocated(Rows));

        long Allocated(int rows)
        {
            var (m, s) = (means[..(30 * rows)], deviations[..(30 * rows)]);
            return Allocation.Of(() => Run(rows, m, s), times: 1);
        }

        void Run(int rows, double[] m, double[] s)
        {
            var table = new GaussianMixtureTable(m, s, 30);
            table.CentralIntervals(0.9, lower.AsSpan(0, rows), upper.AsSpan(0, rows));
            table.Deviations(lower.AsSpan(0, rows), upper.AsSpan(0, rows));
            table.NegativeLogLikelihoods(y.AsSpan(0, rows), lower.AsSpan(0, rows));
            table.Crps(y.AsSpan(0, rows), lower.AsSpan(0, rows));
        }
    }

    static (double[] Means, double[] Deviations, double[] Y) Example(int members)
    {
        var random = new Random(members);
        return ([.. Enumerable.Range(0, members * Rows).Select(_ => 4 * random.NextDouble() - 2)],
            [.. Enumerable.Range(0, members * Rows).Select(_ => 0.2 + random.NextDouble())],
            [.. Enumerable.Range(0, Rows).Select(_ => 6 * random.NextDouble() - 3)]);
    }
}
