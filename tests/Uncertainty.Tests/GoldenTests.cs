namespace HyperGan.Uncertainty.Tests;

/// <summary> One row for each number whose value is known from elsewhere: closed forms, NumPy, uncertainty-toolbox, MAPIE. </summary>
public class GoldenTests
{
    static readonly double[] _five = [1, 2, 3, 4, 5], _lower = [0, 1.5, 3.2, 3, 4], _upper = [2, 2.5, 4, 6, 4.5];
    static readonly double[] _toolboxMeans = [1, 2, 3], _toolboxDeviations = [0.1, 0.5, 1], _toolboxY = [1.5, 3, 2];
    static readonly double[] _classes = [0.7, 0.2, 0.1, 0.1, 0.6, 0.3, 0.3, 0.3, 0.4];
    static readonly double[] _noise = [Math.Sqrt(0.5), 1, Math.Sqrt(1.5)];
    static readonly int[] _labels = [0, 2, 2];
    static readonly double[] _tenths = [0.1, 0.3, 0.5, 0.7, 0.9];
    static readonly double[] _nine = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary> Name, expected, actual; to 1e-10, or to the digits there are. </summary>
    static readonly (string Name, double Expected, Func<double> Actual, double Within)[] _rows =
    [
        Row("Gaussian NLL 0|0,1", 0.9189385332, () => NegativeLogLikelihood.Of(new Gaussian(0, 1), 0)),
        Row("Gaussian NLL 1|0,2", 1.7370857138, () => NegativeLogLikelihood.Of(new Gaussian(0, 2), 1)),
        Row("Gaussian NLL 3|1,.5", 8.2257913526, () => NegativeLogLikelihood.Of(new Gaussian(1, 0.5), 3)),
        Row("mixture NLL 1", 1.4189385332, () => NegativeLogLikelihood.Of(Pair, 1)),
        Row("mixture NLL 3", 2.0939357858, () => NegativeLogLikelihood.Of(Pair, 3)),
        Row("moment-matched NLL 1", 1.2655121235, () => NegativeLogLikelihood.Of(Pair.MomentMatched(), 1)),
        Row("moment-matched NLL 3", 2.2655121235, () => NegativeLogLikelihood.Of(Pair.MomentMatched(), 3)),
        Row("Gaussian CRPS 0|0,1", 0.2336949773, () => Crps.Of(new Gaussian(0, 1), 0)),
        Row("Gaussian CRPS 1|0,1", 0.6024413576, () => Crps.Of(new Gaussian(0, 1), 1)),
        Row("Gaussian CRPS 1|0,2", 0.6628070625, () => Crps.Of(new Gaussian(0, 2), 1)),
        Row("Gaussian CRPS 3|1,.5", 1.7179123535, () => Crps.Of(new Gaussian(1, 0.5), 3)),
        Row("ensemble CRPS 0|{0,1}", 0.25, () => Crps.Ensemble([0, 1], 0)),
        Row("ensemble CRPS 0|{0,1}, fair", 0, () => Crps.Ensemble([0, 1], 0, fair: true)),
        Row("ensemble CRPS 2|{1,2,4}", 1.0 / 3, () => Crps.Ensemble([1, 2, 4], 2)),
        Row("ensemble CRPS 2|{1,2,4}, fair", 0, () => Crps.Ensemble([1, 2, 4], 2, fair: true)),
        Row("ensemble CRPS .5|{0,1}", 0.25, () => Crps.Ensemble([0, 1], 0.5)),
        Row("ensemble CRPS .5|{0,1}, fair", 0, () => Crps.Ensemble([0, 1], 0.5, fair: true)),
        Row("mixture CRPS", 0.3594088786, () => Crps.Of(Pair, 1)),
        Row("PICP", 0.6, () => Coverage.Share(_five, _lower, _upper)),
        Row("MPIW", 1.46, () => Coverage.MeanWidth(_lower, _upper)),
        Row("NMPIW", 0.365, () => Coverage.NormalizedMeanWidth(_five, _lower, _upper)),
        Row("Winkler", 4.26, () => IntervalScore.Mean(_five, _lower, _upper, 0.9)),
        Row("Winkler 1", 2, () => WinklerOfRow(0)),
        Row("Winkler 2", 1, () => WinklerOfRow(1)),
        Row("Winkler 3", 4.8, () => WinklerOfRow(2)),
        Row("Winkler 4", 3, () => WinklerOfRow(3)),
        Row("Winkler 5", 10.5, () => WinklerOfRow(4)),
        Row("pinball 3,2", 0.9, () => Pinball.Of(2, 3, 0.9)),
        Row("pinball 1,2", 0.1, () => Pinball.Of(2, 1, 0.9)),
        Row("calibration, observed .1", 0.2, () => Quantiles.Observed[0]),
        Row("calibration, observed .3", 0.2, () => Quantiles.Observed[1]),
        Row("calibration, observed .5", 0.6, () => Quantiles.Observed[2]),
        Row("calibration, observed .7", 0.8, () => Quantiles.Observed[3]),
        Row("calibration, observed .9", 1, () => Quantiles.Observed[4]),
        Row("calibration, sum of squares", 0.05, () => Quantiles.SquaredError),
        Row("MACE", 0.1, () => Quantiles.MeanAbsoluteError),
        Row("RMSCE", 0.1, () => Quantiles.RootMeanSquaredError),
        Row("calibration, centred, .3", 0.4, () => Intervals.Observed[1]),
        Row("calibration, centred, .5", 0.6, () => Intervals.Observed[2]),
        Row("MACE, centred", 0.1, () => Intervals.MeanAbsoluteError),
        Row("sharpness", Math.Sqrt(3), () => Sharpness.Of([1, 2, 2])),
        Row("ECE", 0.18, () => ExpectedCalibrationError.Of([0.95, 0.91, 0.62, 0.58, 0.55, 0.81], [true, true, false, true, false, true])),
        Row("Brier 1", 0.14, () => Brier.Of(new Categorical(_classes.AsSpan(0, 3)), 0)),
        Row("Brier 2", 0.86, () => Brier.Of(new Categorical(_classes.AsSpan(3, 3)), 2)),
        Row("Brier 3", 0.54, () => Brier.Of(new Categorical(_classes.AsSpan(6, 3)), 2)),
        Row("Brier", 1.54 / 3, () => Brier.Mean(_labels, _classes)),
        Row("categorical NLL", 0.8256461600, () => NegativeLogLikelihood.Mean(_labels, _classes)),
        Row("accuracy", 2.0 / 3, () => Accuracy.Of(_labels, _classes)),
        Row("BALD .9/.1, total", 0.6931471806, () => Opposed.PredictiveEntropy),
        Row("BALD .9/.1, aleatoric", 0.3250829734, () => Opposed.ExpectedEntropy),
        Row("BALD .9/.1, epistemic", 0.3680642072, () => Opposed.MutualInformation),
        Row("BALD .8/.2, total", 0.6108643021, () => Similar.PredictiveEntropy),
        Row("BALD .8/.2, aleatoric", 0.5867070453, () => Similar.ExpectedEntropy),
        Row("BALD .8/.2, epistemic", 0.0241572568, () => Similar.MutualInformation),
        Row("BALD one-hots, epistemic", Math.Log(2), () => new CategoricalMixture([1, 0, 0, 1], 2).MutualInformation),
        Row("split, epistemic", 2.0 / 3, () => Trio.EpistemicVariance),
        Row("split, aleatoric", 1, () => Trio.AleatoricVariance),
        Row("split, total", 5.0 / 3, () => Trio.Variance),
        Row("AUROC", 10.0 / 12, () => Auroc.Of([0.1, 0.2, 0.2, 0.4], [0.2, 0.5, 0.7])),
        Row("split conformal .9, k", 9, () => ConformalQuantile.Of(_nine, 0.9).Rank),
        Row("split conformal .9, q", 0.9, () => ConformalQuantile.Of(_nine, 0.9).Value),
        Row("split conformal .8, k", 8, () => ConformalQuantile.Of(_nine, 0.8).Rank),
        Row("split conformal .8, q", 0.8, () => ConformalQuantile.Of(_nine, 0.8).Value),
        Row("coverage law 9, mean", 0.9, () => Law(9).ExpectedCoverage),
        Row("coverage law 9, sd", 0.0905, () => Law(9).CoverageDeviation, within: 5e-5),
        Row("coverage law 100, mean", 0.9010, () => Law(100).ExpectedCoverage, within: 5e-5),
        Row("coverage law 100, sd", 0.0296, () => Law(100).CoverageDeviation, within: 5e-5),
        Row("coverage law 1000, mean", 0.9001, () => Law(1000).ExpectedCoverage, within: 5e-5),
        Row("coverage law 1000, sd", 0.0095, () => Law(1000).CoverageDeviation, within: 5e-5),
        Row("locally weighted, q", 1.5, () => Weighted.Quantile.Value),
        Row("locally weighted, lower", 9.25, () => Weighted.Interval(10, 0.5).Lower),
        Row("locally weighted, upper", 10.75, () => Weighted.Interval(10, 0.5).Upper),
        Row("CQR, q", 0.5, () => Cqr.Quantile.Value),
        Row("CQR, lower", 4.5, () => Cqr.Interval(5, 7).Lower),
        Row("CQR, upper", 7.5, () => Cqr.Interval(5, 7).Upper),
        Row("probabilities are averaged, not logits", 0.62548, () => new CategoricalMixture([.. Softmax(4, 0), .. Softmax(-1, 0)], 2).Probability(0), within: 5e-6),
        Row("toolbox NLL", 4.920361108686675, () => NegativeLogLikelihood.Mean(_toolboxY, _toolboxMeans, _toolboxDeviations)),
        Row("toolbox CRPS", 0.59080610693, () => Crps.Mean(_toolboxY, _toolboxMeans, _toolboxDeviations)),
        Row("toolbox check score", 0.29801437323836477, () => MeanOverLevels((gaussian, y, level) => Pinball.Of(gaussian.Quantile(level), y, level))),
        Row("toolbox interval score", 3.20755700861995, () => MeanOverLevels((gaussian, y, level) => IntervalScore.Of(gaussian.CentralInterval(level), y, level))),
        Row("MAPIE CWC", 0.69, () => Coverage.WidthCriterion([5, 7.5, 9.5, 10.5, 12.5], [4, 6, 9, 8.5, 10.5], [6, 9, 10, 12.5, 12], 0.9, 0.01), within: 5e-3),
    ];

    public static TheoryData<string> Names => [.. _rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_number_comes_out(string name)
    {
        var (_, expected, actual, within) = _rows.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal));
        var value = actual();
        Assert.True(Math.Abs(value - expected) <= within, $"{name}: {value:R} is not {expected:R} to {within:E0}");
    }

    [Fact]
    public void Split_conformal_with_too_few_points_says_how_many_it_takes()
    {
        var exception = Assert.Throws<ArgumentException>(() => ConformalQuantile.Of([1, 2, 3, 4, 5, 6, 7, 8], 0.9));
        Assert.Contains("8 calibration points", exception.Message, StringComparison.Ordinal);
        Assert.Contains("at least 9", exception.Message, StringComparison.Ordinal);
    }

    static GaussianMixture Pair => new([0, 2], [1, 1]);

    static GaussianMixture Trio => new([1, 2, 3], _noise);

    static CategoricalMixture Opposed => new([0.9, 0.1, 0.1, 0.9], 2);

    static CategoricalMixture Similar => new([0.8, 0.2, 0.6, 0.4], 2);

    static double[] Transforms => [.. new[] { -1.5, -0.5, 0, 0.2, 1 }.Select(new Gaussian(0, 1).Cumulative)];

    static CalibrationCurve Quantiles => CalibrationCurve.OfQuantiles(Transforms, _tenths);

    static CalibrationCurve Intervals => CalibrationCurve.OfIntervals(Transforms, _tenths);

    static NormalizedConformal Weighted => NormalizedConformal.Calibrate([1, 2, 0.5, 3], [0, 0, 0, 0], [1, 2, 1, 2], 0.8);

    static QuantileConformal Cqr => QuantileConformal.Calibrate([1, 3.5, 1.5, 4], [0, 1, 2, 3], [2, 3, 4, 5], 0.8);

    static ConformalQuantile Law(int count) => ConformalQuantile.Of([.. Enumerable.Range(1, count).Select(i => (double)i)], 0.9);

    static double WinklerOfRow(int row) => IntervalScore.Of(new(_lower[row], _upper[row]), _five[row], 0.9);

    static double[] Softmax(double a, double b) => [1 / (1 + Math.Exp(b - a)), 1 / (1 + Math.Exp(a - b))];

    static double MeanOverLevels(Func<Gaussian, double, double, double> score) =>
        Enumerable.Range(1, 99).Average(percent =>
            Enumerable.Range(0, 3).Average(i => score(new Gaussian(_toolboxMeans[i], _toolboxDeviations[i]), _toolboxY[i], percent / 100.0)));

    static (string, double, Func<double>, double) Row(string name, double expected, Func<double> actual, double within = 1e-10) =>
        (name, expected, actual, within);
}
