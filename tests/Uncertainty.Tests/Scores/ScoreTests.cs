using CsCheck;

namespace HyperGan.Uncertainty.Tests;

/// <summary> What holds for every score of real outcomes, whatever the numbers. </summary>
public class ScoreTests
{
    [Fact]
    public void The_mixture_Crps_is_the_integral_of_its_definition() =>
        Gen.Select(Mixture.Ordinary, Gen.Double[-12, 12]).Sample((mixture, y) =>
        {
            var (low, high) = mixture.Ends;
            double[] breaks = [.. mixture.Means.Append(y).Append(Math.Min(low, y)).Append(Math.Max(high, y)).Order()];
            var integral = Numeric.Integral(x => Squared(mixture.View.Cumulative(x) - (x > y ? 1 : 0)), [.. breaks.Where(x => x <= y)])
                + Numeric.Integral(x => Squared(mixture.View.Cumulative(x) - 1), [.. breaks.Where(x => x >= y)]);
            var crps = Crps.Of(mixture.View, y);
            Assert.Equal(integral, crps, 1e-8);
            Assert.True(crps > 0);
        }, iter: 20);

    [Fact]
    public void The_Gaussian_Crps_is_that_of_a_mixture_of_one() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Double[0.1, 3], Gen.Double[-8, 8]).Sample((m, s, y) =>
            Assert.Equal(Crps.Of(new GaussianMixture([m], [s]), y), Crps.Of(new Gaussian(m, s), y), 1e-13));

    [Fact]
    public void The_ensemble_Crps_is_the_double_sum() =>
        Gen.Select(Gen.Double[-5, 5].Array[2, 20], Gen.Double[-8, 8]).Sample((x, y) =>
        {
            var error = x.Average(xi => Math.Abs(xi - y));
            var distances = x.Sum(xi => x.Sum(xj => Math.Abs(xi - xj)));
            Assert.Equal(error - distances / (2.0 * x.Length * x.Length), Crps.Ensemble(x, y), 1e-13);
            Assert.Equal(error - distances / (2.0 * x.Length * (x.Length - 1)), Crps.Ensemble(x, y, fair: true), 1e-13);
            Assert.True(Crps.Ensemble(x, y) >= 0);
        });

    [Fact]
    public void The_fair_Crps_of_a_few_draws_averages_to_that_of_the_distribution()
    {
        var random = new Random(1);
        var truth = new Gaussian(0, 1);
        var (fair, plain, squares) = (0.0, 0.0, 0.0);
        const int runs = 20_000;
        for (var run = 0; run < runs; run++)
        {
            double[] draws = [truth.Sample(random.NextDouble), truth.Sample(random.NextDouble), truth.Sample(random.NextDouble)];
            var score = Crps.Ensemble(draws, 0.5, fair: true);
            (fair, plain, squares) = (fair + score / runs, plain + Crps.Ensemble(draws, 0.5) / runs, squares + score * score / runs);
        }
        var standardError = Math.Sqrt((squares - fair * fair) / runs);
        Assert.Equal(Crps.Of(truth, 0.5), fair, 4 * standardError);
        Assert.True(plain > fair + 20 * standardError, "three draws are worse than the distribution");
    }

    [Fact]
    public void The_negative_log_likelihood_is_minus_the_logarithm_of_the_density() =>
        Gen.Select(Mixture.Ordinary, Gen.Double[-12, 12]).Sample((mixture, y) =>
        {
            var gaussian = new Gaussian(mixture.Means[0], mixture.Deviations[0]);
            Assert.Equal(-gaussian.LogDensity(y), NegativeLogLikelihood.Of(gaussian, y));
            Assert.Equal(-mixture.View.LogDensity(y), NegativeLogLikelihood.Of(mixture.View, y));
            if (mixture.View.Density(y) > 1e-290)
                Assert.Equal(-Math.Log(mixture.View.Density(y)), NegativeLogLikelihood.Of(mixture.View, y), 1e-10);
        });

    [Fact]
    public void Members_may_come_in_any_order() =>
        Gen.Select(Mixture.Any, Gen.Double[-12, 12]).Sample((mixture, y) =>
        {
            var reversed = new Mixture([.. mixture.Means.Reverse()], [.. mixture.Deviations.Reverse()], [.. mixture.Weights.Reverse()]);
            Assert.Equal(Crps.Of(mixture.View, y), Crps.Of(reversed.View, y), 1e-12 * mixture.View.Deviation + 1e-13);
            Assert.Equal(mixture.View.LogDensity(y), reversed.View.LogDensity(y), 1e-13 * Math.Max(1, Math.Abs(mixture.View.LogDensity(y))));
            Assert.Equal(Crps.Ensemble(mixture.Means, y), Crps.Ensemble(reversed.Means, y));
        });

    [Fact]
    public void Rows_may_come_in_any_order() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Double[-5, 5], Gen.Double[0.1, 3], Gen.Double[0, 1]).Array[2, 30].Sample(rows =>
        {
            Assert.All(All(rows).Zip(All([.. rows.Reverse()])), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * Math.Max(1, Math.Abs(pair.First))));

            static double[] All((double Y, double Mean, double Deviation, double Transform)[] rows)
            {
                double[] y = [.. rows.Select(row => row.Y)], means = [.. rows.Select(row => row.Mean)], deviations = [.. rows.Select(row => row.Deviation)];
                double[] lower = [.. rows.Select(row => row.Mean - row.Deviation)], upper = [.. rows.Select(row => row.Mean + row.Deviation)];
                double[] transforms = [.. rows.Select(row => row.Transform)];
                bool[] isRight = [.. rows.Select(row => row.Y > 0)];
                return
                [
                    NegativeLogLikelihood.Mean(y, means, deviations), Crps.Mean(y, means, deviations), Pinball.Mean(y, means, 0.3),
                    IntervalScore.Mean(y, lower, upper, 0.7), Coverage.Share(y, lower, upper), Coverage.MeanWidth(lower, upper), Sharpness.Of(deviations),
                    CalibrationCurve.OfQuantiles(transforms, [0.2, 0.7]).MeanAbsoluteError, ExpectedCalibrationError.Of(transforms, isRight),
                    Auroc.Of(y, means), ConformalQuantile.Of(deviations, 0.5).Value,
                ];
            }
        });

    /// <summary> Of the truth N(0, 1) and forecasts that are shifted, too wide or too narrow, the truth has the best mean of each proper score. </summary>
    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0, 1.4)]
    [InlineData(0, 0.7)]
    [InlineData(-0.2, 0.8)]
    public void The_truth_wins_on_average(double mean, double deviation)
    {
        var random = new Random(7);
        var (truth, forecast) = (new Gaussian(0, 1), new Gaussian(mean, deviation));
        double[] y = [.. Enumerable.Range(0, 20_000).Select(_ => truth.Sample(random.NextDouble))];
        Func<Gaussian, double, double>[] scores =
        [
            (prediction, y) => NegativeLogLikelihood.Of(prediction, y),
            (prediction, y) => Crps.Of(prediction, y),
            (prediction, y) => Pinball.Of(prediction.Quantile(0.05), y, 0.05) + Pinball.Of(prediction.Quantile(0.8), y, 0.8),
            (prediction, y) => IntervalScore.Of(prediction.CentralInterval(0.9), y, 0.9),
        ];
        foreach (var score in scores)
        {
            double[] gains = [.. y.Select(value => score(forecast, value) - score(truth, value))];
            var gain = gains.Average();
            var standardError = Math.Sqrt(gains.Average(value => Squared(value - gain)) / gains.Length);
            Assert.True(gain > 3 * standardError, $"the truth is ahead by {gain} ± {standardError}");
        }
    }

    [Fact]
    public void Transforms_of_the_truth_are_uniform_and_lie_on_the_diagonal()
    {
        var random = new Random(3);
        double[] means = [-1, 2], deviations = [0.5, 1];
        double[] transforms = [.. Enumerable.Range(0, 20_000).Select(_ =>
            new GaussianMixture(means, deviations).Cumulative(new GaussianMixture(means, deviations).Sample(random.NextDouble)))];
        Assert.InRange(Numeric.KolmogorovSmirnov(transforms, u => u), 0.2, 1.95);
        var levels = CalibrationCurve.EvenLevels(99);
        Assert.Equal((0.01, 0.5, 0.99), (levels[0], levels[49], levels[98]));
        Assert.InRange(CalibrationCurve.OfQuantiles(transforms, levels).MeanAbsoluteError, 0, 0.01);
        Assert.InRange(CalibrationCurve.OfIntervals(transforms, levels).MeanAbsoluteError, 0, 0.01);
    }

    [Fact]
    public void Auroc_counts_pairs_and_ties_by_half() =>
        Gen.Select(Gen.Int[0, 6].Array[1, 20], Gen.Int[0, 6].Array[1, 20]).Sample((inside, outside) =>
        {
            double[] ins = [.. inside.Select(i => (double)i)], outs = [.. outside.Select(i => (double)i)];
            var pairs = outs.Average(o => ins.Average(i => o > i ? 1 : o == i ? 0.5 : 0));
            Assert.Equal(pairs, Auroc.Of(ins, outs), 1e-14);
            Assert.Equal(1, Auroc.Of(ins, outs) + Auroc.Of(outs, ins), 1e-14);
        });

    [Fact]
    public void A_class_declared_impossible_costs_infinitely_much() =>
        Assert.Equal(double.PositiveInfinity, NegativeLogLikelihood.Mean([1], [1, 0]));

    [Fact]
    public void Bins_of_the_calibration_error_hold_their_upper_ends()
    {
        // Bins of 0.2: the first holds 0 and 0.2, the third 0.5 and 0.6.
        Assert.Equal((0.8 + 0.1) / 4, ExpectedCalibrationError.Of([0.2, 0, 0.6, 0.5], [true, false, false, true], bins: 5), 1e-15);
        // In one bin errors of both signs cancel, in two they do not.
        Assert.Equal(0.15, ExpectedCalibrationError.Of([0.7, 0.6], [true, false], bins: 2), 1e-15);
        Assert.Equal(0.45, ExpectedCalibrationError.Of([0.7, 0.6], [true, false], bins: 3), 1e-15);
    }

    /// <summary> 0.07 · 100 rounds to more than 7, though 0.07 is 7 / 100. </summary>
    [Fact]
    public void Every_upper_end_lies_in_its_own_bin()
    {
        for (var bins = 2; bins <= 100; bins++)
            for (var k = 1; k < bins; k++)
            {
                // The end of one bin and the middle of the same: right and wrong cancel, but for the confidences.
                double end = (double)k / bins, middle = (k - 0.5) / bins;
                Assert.Equal(Math.Abs(1 - end - middle) / 2, ExpectedCalibrationError.Of([end, middle], [true, false], bins), 1e-15);
            }
    }

    [Fact]
    public void The_calibration_error_of_probabilities_is_that_of_their_modes() =>
        Assert.Equal(
            ExpectedCalibrationError.Of([0.7, 0.6], [true, false]),
            ExpectedCalibrationError.Of([0, 0], [0.7, 0.3, 0.4, 0.6]));

    static double Squared(double x) => x * x;
}
