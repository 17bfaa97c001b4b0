using HyperGan.Kernels;

namespace HyperGan.Tests.Ensembles;

public class EnsembleTests
{
    static readonly Ensemble _ensemble = new TrainingSession(Small.Options, Small.Regression, 1).Ensemble;

    [Fact]
    public void A_member_is_the_same_network_whatever_is_asked_beside()
    {
        var all = Outputs(_ensemble, Small.Inputs(700), members: 150);
        var few = Outputs(_ensemble, Small.Inputs(700)[..20], members: 70);
        for (var member = 0; member < 70; member++)
            for (var row = 0; row < 10; row++)
                Assert.Equal(all[member * 700 + row], few[member * 10 + row], 1e-5);
    }

    [Fact]
    public void Blocks_of_rows_come_in_order_and_once()
    {
        var expected = 0;
        _ensemble.Predict(Small.Inputs(30_000), members: 100, (firstRow, rows, outputs) =>
        {
            Assert.Equal(expected, firstRow);
            Assert.Equal(100 * rows, outputs.Length);
            expected += rows;
        });
        Assert.Equal(30_000, expected);
    }

    [Fact]
    public void Means_deviations_and_quantiles_are_those_of_the_members()
    {
        var points = Small.Inputs(9);
        var outputs = Outputs(_ensemble, points, members: 101);
        var summary = _ensemble.Summarize(points, 101, [0, 0.25, 0.5, 1]);
        for (var row = 0; row < 9; row++)
        {
            double[] values = [.. Enumerable.Range(0, 101).Select(member => (double)outputs[member * 9 + row]).Order()];
            var mean = values.Average();
            Assert.Equal(mean, summary.Means[row], 1e-9);
            Assert.Equal(Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / 100), summary.Deviations[row], 1e-9);
            Assert.Equal([values[0], values[25], values[50], values[100]], Enumerable.Range(0, 4).Select(level => summary.Quantiles(level)[row]));
        }
    }

    [Theory]
    [InlineData(64, 9), InlineData(65, 9), InlineData(150, 9), InlineData(70, 40_000)]
    public void A_summary_that_merges_groups_is_that_of_all_members(int members, int points)
    {
        var x = Small.Inputs(points);
        var (merged, kept) = (_ensemble.Summarize(x, members), _ensemble.Summarize(x, members, [0.5]));
        for (var row = 0; row < points; row++)
        {
            Assert.Equal(kept.Means[row], merged.Means[row], 1e-5 * Math.Max(1, Math.Abs(kept.Means[row])));
            Assert.Equal(kept.Deviations[row], merged.Deviations[row], 1e-5 * Math.Max(1, kept.Deviations[row]));
        }
    }

    [Fact]
    public void A_single_member_has_no_deviation_rather_than_none_of_it() =>
        Assert.All(_ensemble.Summarize(Small.Inputs(3), members: 1).Deviations, deviation => Assert.True(double.IsNaN(deviation)));

    [Fact]
    public void Members_that_all_agree_have_no_deviation_rather_than_none_of_it()
    {
        var ensemble = Agreeing();
        foreach (var levels in new double[][] { [], [0.5] })
        {
            var summary = ensemble.Summarize(Small.Inputs(3), members: 150, levels);
            Assert.All(summary.Deviations, deviation => Assert.True(double.IsNaN(deviation), $"{deviation}"));
            Assert.All(summary.Means, mean => Assert.True(double.IsFinite(mean)));
        }
    }

    [Fact]
    public void A_quantile_of_members_of_which_one_is_no_number_is_none()
    {
        var summary = new EnsembleSummary(rows: 1, outputs: 2, members: 3, [0, 0.5, 1]);
        summary.Add(0, 1, [1, 1, Real.NaN, 2, 3, 3], team: null);
        Assert.All(Enumerable.Range(0, 3), level => Assert.True(double.IsNaN(summary.Quantiles(level)[0])));
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(level => summary.Quantiles(level)[1]));
    }

    [Fact]
    public void Groups_of_members_are_merged_as_if_they_came_at_once()
    {
        const int Rows = 300, Members = 75, Group = 50;   // and a smaller last group
        var random = new Random(5);
        Real[] outputs = [.. Enumerable.Range(0, Rows * Members).Select(_ => (Real)random.NextDouble())];
        var summary = new EnsembleSummary(Rows, outputs: 1, Members, []);
        summary.Merge(firstRow: 0, firstMember: 0, Group, outputs.AsSpan(0, Group * Rows));
        summary.Merge(firstRow: 0, firstMember: Group, Members - Group, outputs.AsSpan(Group * Rows));
        summary.Complete();
        for (var row = 0; row < Rows; row++)
        {
            double[] values = [.. Enumerable.Range(0, Members).Select(member => (double)outputs[member * Rows + row])];
            var mean = values.Average();
            Assert.Equal(mean, summary.Means[row], 1e-12);
            Assert.Equal(Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (Members - 1)), summary.Deviations[row], 1e-12);
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(8)]
    public void Quantiles_are_the_same_for_any_number_of_workers(int workers)
    {
        const int Rows = 20_000, Members = 75;   // many parts, so that workers meet
        var random = new Random(5);
        Real[] outputs = [.. Enumerable.Range(0, Rows * Members).Select(_ => (Real)random.NextDouble())];
        using var team = new Team(workers);
        var (alone, shared) = (Medians(null), Medians(team));
        Assert.Equal(alone, shared);
        for (var row = 0; row < Rows; row += 7)   // and what they should be
            Assert.Equal(Enumerable.Range(0, Members).Select(member => (double)outputs[member * Rows + row]).Order().ElementAt(Members / 2), shared[row]);

        IReadOnlyList<double> Medians(Team? team)
        {
            var summary = new EnsembleSummary(Rows, 1, Members, [0.5]);
            summary.Add(0, Rows, outputs, team);
            return summary.Quantiles(0);
        }
    }

    [Fact]
    public void Threads_may_ask_at_once()
    {
        var points = Small.Inputs(50);
        double[][] expected = [.. Enumerable.Range(0, 4).Select(seed => Means(seed))];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, i => Assert.Equal(expected[i % 4], Means(i % 4)));

        double[] Means(int seed) => [.. _ensemble.Summarize(points, 100, seed % 2 == 0 ? [0.5] : [], (ulong)seed).Means, .. _ensemble.NormDeviations(10, (ulong)seed)];
    }

    [Fact]
    public void More_numbers_than_an_array_holds_are_refused_with_what_they_are()
    {
        var ensemble = new TrainingSession(Small.Options with { NoiseDeviation = 0 }, Small.Classification, 3).Ensemble;
        foreach (var members in new[] { 1 << 30, int.MaxValue })
            Assert.Contains($"{members} × 3", Assert.Throws<ArgumentOutOfRangeException>(() => ensemble.Predict(Small.Inputs(1), members, (_, _, _) => { })).Message, StringComparison.Ordinal);
        Assert.Contains("2000000000 × 3", Assert.Throws<ArgumentOutOfRangeException>(() => new EnsembleSummary(2_000_000_000, 3, 5, [])).Message, StringComparison.Ordinal);
        Assert.Contains("2000000000 × 3", Assert.Throws<ArgumentOutOfRangeException>(() => new ClassificationPrediction(2_000_000_000, 3, 5)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(double.NaN)]
    public void A_temperature_that_is_not_positive_is_refused(double temperature) =>
        Assert.Contains("temperature", Assert.Throws<ArgumentOutOfRangeException>(() => Logits.ToProbabilities([1, 2], new double[2], temperature)).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_seed_has_other_members()
    {
        var points = Small.Inputs(1);
        Assert.NotEqual(_ensemble.Summarize(points, 5).Means[0], _ensemble.Summarize(points, 5, seed: 1).Means[0]);
    }

    [Fact]
    public void Incomplete_rows_and_no_members_are_refused()
    {
        Assert.Contains("whole rows", Assert.Throws<ArgumentException>(() => _ensemble.Summarize([1, 2, 3], 5)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ensemble.Summarize([1, 2], 0));
    }

    /// <summary> Networks of heads that do not listen to the code. </summary>
    static Ensemble Agreeing()
    {
        var session = new TrainingSession(Small.Options, Small.Regression, 1);
        for (var i = 0; i < session.Network.Main.Layers; i++)
            foreach (var kind in new[] { "weights", "biases" })
            {
                session.Network.Tape.Parameters[$"generator.{kind}.{i}.weight"].Values.Clear();
                session.Network.Tape.Parameters[$"generator.{kind}.{i}.bias"].Values.Fill((Real)0.7);
            }
        return session.Ensemble;
    }

    static Real[] Outputs(Ensemble ensemble, Real[] points, int members)
    {
        var rows = points.Length / 2;
        var all = new Real[members * rows];
        ensemble.Predict(points, members, (firstRow, count, outputs) =>
        {
            for (var member = 0; member < members; member++)
                outputs.Slice(member * count, count).CopyTo(all.AsSpan(member * rows + firstRow));
        });
        return all;
    }
}
