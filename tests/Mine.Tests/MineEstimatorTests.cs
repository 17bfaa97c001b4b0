using System.Globalization;

namespace HyperGan.Mine.Tests;

public class MineEstimatorTests
{
    static readonly MineOptions _quick = new() { Hidden = [8], Critics = 1, Epochs = 3, Batch = 64, Marginals = 2, EvaluationPairs = 4000 };

    [Fact, Trait("Takes", "Vectors")]
    public void Reduced_sweep_on_fresh_samples_errs_by_less_than_three_hundredths()
    {
        double[] correlations = [-0.99, 0, 0.849];
        var error = 0.0;
        foreach (var rho in correlations)
        {
            var (x, z) = CorrelatedGaussian.Sample(rho, 3000, seed: 1);
            var estimator = new MineEstimator(1, 1, new() { Critics = 1, Marginals = 2, Epochs = 15, EvaluationPairs = 1 << 15 });
            estimator.Fit(x, z, cancellation: TestContext.Current.CancellationToken);
            var (freshX, freshZ) = CorrelatedGaussian.Sample(rho, 3000, seed: 2);
            error += Math.Abs(estimator.Estimate(freshX, freshZ).Value - CorrelatedGaussian.MutualInformation(rho)) / correlations.Length;
        }
        Assert.True(error < 0.03, $"The mean absolute error is {error:F4} nats.");
    }

    [Fact]
    public void Independent_samples_tell_nothing()
    {
        var (x, _) = CorrelatedGaussian.Sample(0, 1000, seed: 3);
        var (z, _) = CorrelatedGaussian.Sample(0, 1000, seed: 4);
        var estimator = new MineEstimator(1, 1, _quick);
        estimator.Fit(x, z, cancellation: TestContext.Current.CancellationToken);
        var estimate = estimator.Estimate(x, z);
        Assert.Equal(200, estimate.Rows);
        Assert.InRange(estimate.Value, -0.02, 0.02);
    }

    [Fact]
    public void Of_the_samples_it_was_fitted_to_only_those_held_out_are_used()
    {
        var (x, z) = CorrelatedGaussian.Sample(0.9, 500, seed: 5);
        var estimator = new MineEstimator(1, 1, _quick);
        var fit = estimator.Fit(x, z, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(100, estimator.Estimate(x, z).Rows);
        Assert.Equal(fit.Information, estimator.Estimate(x, z));
        Assert.Equal(499, estimator.Estimate(x.AsSpan(1), z.AsSpan(1)).Rows);
    }

    /// <summary> The critic knows the joint pairs by heart whatever marginals it meets beside them. </summary>
    [Fact]
    public void Of_these_samples_with_other_marginals_too_only_those_held_out_are_used()
    {
        var (x, z) = CorrelatedGaussian.Sample(0.9, 500, seed: 5);
        var (_, marginal) = CorrelatedGaussian.Sample(0, 500, seed: 6);
        var estimator = new MineEstimator(1, 1, _quick);
        var fit = estimator.Fit(x, z, marginal, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(fit.Information, estimator.Estimate(x, z, marginal));
        Assert.Equal(100, estimator.Estimate(x, z).Rows);
        Assert.Equal(100, estimator.Estimate(x, z, z).Rows);
        estimator.Fit(x, z, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(100, estimator.Estimate(x, z, marginal).Rows);
    }

    [Fact]
    public void A_critic_that_could_learn_everything_by_heart_is_stopped_by_what_is_held_out()
    {
        var (x, _) = CorrelatedGaussian.Sample(0, 100, seed: 6, dimension: 5);
        var (z, _) = CorrelatedGaussian.Sample(0, 100, seed: 7, dimension: 5);
        var training = 0.0;
        var estimator = new MineEstimator(5, 5, _quick with { Hidden = [64], Epochs = 300, Rate = 0.02, WeightDecay = 0 });
        var fit = estimator.Fit(x, z, progress: new Progress(p => training = p.Training), cancellation: TestContext.Current.CancellationToken);
        Assert.True(training > 1, $"The bound on its training samples is only {training}, nothing was learnt by heart.");
        Assert.InRange(fit.Information.Value, -0.2, 0.2);
        Assert.True(fit.BestEpoch < 100);
    }

    [Theory]
    [InlineData(Bound.DonskerVaradhan), InlineData(Bound.Mine), InlineData(Bound.FDivergence)]
    public void Every_bound_finds_what_a_cancelled_fit_kept(Bound bound)
    {
        using var source = new CancellationTokenSource();
        var (x, z) = CorrelatedGaussian.Sample(0.9, 1500, seed: 8);
        var best = double.NaN;
        var estimator = new MineEstimator(1, 1, _quick with { Hidden = [16], Epochs = 1000, Rate = 0.02 }) { Bound = bound };
        var fit = estimator.Fit(x, z, progress: new Progress(p =>
        {
            best = p.Best;
            if (p.Epoch == 25)
                source.Cancel();
        }), cancellation: source.Token);
        Assert.True(fit.Cancelled);
        Assert.Equal(25, fit.Epochs);
        Assert.InRange(fit.Information.Value, 0.6, 1);   // exact 0.830
        Assert.Equal(best, fit.Information.Value, 0.1);  // other marginal pairs
        Assert.Equal(bound, estimator.Options.Bound);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_also_a_second_time()
    {
        var (x, z) = CorrelatedGaussian.Sample(0.5, 400, seed: 9);
        var estimator = new MineEstimator(1, 1, _quick);
        var first = estimator.Fit(x, z, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(first, estimator.Fit(x, z, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(first, new MineEstimator(1, 1, _quick).Fit(x, z, cancellation: TestContext.Current.CancellationToken));
        Assert.NotEqual(first, new MineEstimator(1, 1, _quick with { Seed = 1 }).Fit(x, z, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Units_and_origin_do_not_matter()
    {
        var (x, z) = CorrelatedGaussian.Sample(0.8, 400, seed: 10);
        Real[] scaled = [.. x.Select(v => 1024 * v - 4096)];
        var token = TestContext.Current.CancellationToken;
        Assert.Equal(new MineEstimator(1, 1, _quick).Fit(x, z, cancellation: token).Information.Value,
            new MineEstimator(1, 1, _quick).Fit(scaled, z, cancellation: token).Information.Value, 1e-2);
    }

    [Fact]
    public void Marginals_that_are_given_take_the_place_of_other_rows()
    {
        // Against z̄ twice as wide the bound also holds the divergence of the two widths: I + KL(N(0, 1) ‖ N(0, 4)) = 0.830 + 0.318.
        var (x, z) = CorrelatedGaussian.Sample(0.9, 2000, seed: 11);
        Real[] wide = [.. CorrelatedGaussian.Sample(0.9, 2000, seed: 12).Z.Select(v => 2 * v)];
        var estimator = new MineEstimator(1, 1, _quick with { Hidden = [16], Epochs = 20, Rate = 0.02 });
        var fit = estimator.Fit(x, z, wide, cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(fit.Information.Value, 1, 1.3);
        Assert.Equal(fit.Information, estimator.Estimate(x, z, wide));
        Assert.NotEqual(fit.Information, estimator.Estimate(x, z));
    }

    [Fact]
    public void Samples_that_are_no_samples_are_refused_and_leave_the_estimator_as_it_was()
    {
        var (x, z) = CorrelatedGaussian.Sample(0.9, 100, seed: 13);
        var estimator = new MineEstimator(1, 1, _quick);
        Assert.Throws<InvalidOperationException>(() => estimator.Estimate(x, z));
        estimator.Fit(x, z, cancellation: TestContext.Current.CancellationToken);
        var before = estimator.Estimate(x, z);

        var broken = (Real[])x.Clone();
        broken[7] = Real.NaN;
        Assert.Contains("Row 7 of x", Refusal(broken, z), StringComparison.Ordinal);
        Assert.Contains("Row 7 of z", Refusal(z, broken), StringComparison.Ordinal);
        Assert.Contains("100 numbers and z 99", Refusal(x, z[1..]), StringComparison.Ordinal);
        Assert.Contains("Give more samples", Refusal(x[..20], z[..20]), StringComparison.Ordinal);
        Assert.Contains("at least 8", Assert.Throws<ArgumentException>(() => estimator.Estimate(x.AsSpan(0, 7), z.AsSpan(0, 7))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => estimator.Fit(z, x, progress: new Progress(_ => throw new InvalidOperationException()), cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(before, estimator.Estimate(x, z));

        string Refusal(Real[] x, Real[] z) => Assert.Throws<ArgumentException>(() => estimator.Fit(x, z, cancellation: TestContext.Current.CancellationToken)).Message;
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        Assert.Contains("HeldOut", Assert.Throws<ArgumentException>(() => new MineEstimator(1, 1, new() { HeldOut = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("Batch", Assert.Throws<ArgumentException>(() => new MineEstimator(1, 1, new() { Batch = 1 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MineEstimator(1, 1) { Bound = (Bound)7 });
        Assert.Throws<ArgumentException>(() => new MineEstimator(1, 0));
    }

    [Fact]
    public void An_estimate_prints_with_its_error()
    {
        var estimate = new InformationEstimate(0.83014, 0.01234, 100);
        Assert.Equal("0.830 ± 0.012", string.Create(CultureInfo.InvariantCulture, $"{estimate:F3}"));
        Assert.Equal("0.8301 ± 0.0123", string.Create(CultureInfo.InvariantCulture, $"{estimate}"));
    }

    /// <summary> Unlike System.Progress it reports at once, on the thread of the fit. </summary>
    sealed class Progress(Action<MineProgress> report) : IProgress<MineProgress>
    {
        public void Report(MineProgress value) => report(value);
    }
}
