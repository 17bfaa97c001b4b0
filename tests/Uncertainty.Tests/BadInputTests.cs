namespace HyperGan.Uncertainty.Tests;

/// <summary> What is refused, and the words that say where it was, what was wrong and what to do. </summary>
public class BadInputTests
{
    static readonly (string Name, Action Act, string[] Words)[] _rows =
    [
        ("a deviation of zero", () => new Gaussian(0, 0), ["Gaussian", "deviation is 0", "claim certainty"]),
        ("a negative deviation", () => new Gaussian(0, -1), ["deviation is -1", "positive"]),
        ("a deviation that is NaN", () => new Gaussian(0, double.NaN), ["deviation is NaN"]),
        ("an infinite deviation", () => new Gaussian(0, double.PositiveInfinity), ["deviation is Infinity"]),
        ("a mean that is NaN", () => new Gaussian(double.NaN, 1), ["mean is NaN", "finite"]),
        ("an epistemic variance of zero", () => Gaussian.OfParts(0, 0, 1), ["epistemic variance is 0"]),
        ("an outcome that is NaN", () => new Gaussian(0, 1).Cumulative(double.NaN), ["y is NaN"]),
        ("a quantile at 0", () => new Gaussian(0, 1).Quantile(0), ["Gaussian.Quantile", "strictly between 0 and 1"]),
        ("a level in percent", () => new Gaussian(0, 1).CentralInterval(90), ["level 90", "0.9 means 90 %"]),
        ("a level that is NaN", () => new GaussianMixture([0, 1], [1, 1]).Quantile(double.NaN), ["level NaN"]),
        ("a random source beyond 1", () => new Gaussian(0, 1).Sample(() => 1), ["gave 1", "[0, 1)"]),
        ("a mixture of nothing", () => new GaussianMixture([], []), ["no mean"]),
        ("means without deviations", () => new GaussianMixture([1, 2], [1]), ["2 of means but 1 of deviations"]),
        ("a member that is certain", () => new GaussianMixture([1, 2], [1, 0]), ["deviation [1] is 0"]),
        ("a member that diverged", () => new GaussianMixture([1, double.NaN], [1, 1]), ["mean [1] is NaN"]),
        ("a weight of zero", () => new GaussianMixture([1, 2], [1, 1], [1, 0]), ["weight [1] is 0"]),
        ("too few weights", () => new GaussianMixture([1, 2], [1, 1], [1]), ["2 of means but 1 of weights"]),
        ("a table that is no rectangle", () => new GaussianMixtureTable([1, 2, 3], [1], 2), ["3 means", "2 members"]),
        ("a table of no members", () => new GaussianMixtureTable([1, 2, 3], [1], 0), ["0 members"]),
        ("a table with odd deviations", () => new GaussianMixtureTable([1, 2, 3, 4, 5, 6], [1], 2), ["1 deviations", "(6)", "(2)"]),
        ("a table with a member that diverged", () => new GaussianMixtureTable([1, 2, double.NaN, 4], [1, 1], 2), ["member 1 in row 0 is NaN"]),
        ("a table with results of other rows", () => new GaussianMixtureTable([1, 2, 3, 4], [1, 1], 2).Means(new double[3]), ["2 of rows but 3 of results"]),
        ("a table with outcomes of other rows", () => NegativeLogLikelihood.Mean([1, 2, 3], new GaussianMixtureTable([1, 2, 3, 4], [1, 1], 2)), ["2 of rows but 3 of y"]),
        ("a row beyond the table", () => new GaussianMixtureTable([1, 2, 3, 4], [1, 1], 2).Row(2, new double[4]), ["row 2 of 2"]),
        ("one draw", () => new EmpiricalSample([3]), ["one draw has no spread"]),
        ("draws that have collapsed", () => new EmpiricalSample([3, 3, 3]), ["collapsed", "not zero"]),
        ("a draw that is NaN", () => new EmpiricalSample([3, double.NaN]), ["draw [1] is NaN"]),
        ("one class", () => new Categorical([1]), ["two at least"]),
        ("logits for probabilities", () => new Categorical([2, -1]), ["class 0 is 2", "softmax"]),
        ("probabilities that do not sum to 1", () => new Categorical([0.5, 0.4]), ["sum to 0.9", "normalise"]),
        ("a class there is not", () => new Categorical([0.5, 0.5]).LogProbability(2), ["no class 2", "0 to 1"]),
        ("members that are no rectangle", () => new CategoricalMixture([0.5, 0.5, 1], 2), ["3 probabilities", "2 classes"]),
        ("a member that is no distribution", () => new CategoricalMixture([0.5, 0.5, 0.5, 0.6], 2), ["sum to 1.1"]),
        ("a score of no rows", () => Crps.Mean([], [], []), ["no y"]),
        ("a score of rows that do not fit", () => Crps.Mean([1, 2], [1], [1, 1]), ["Crps.Mean", "2 of y but 1 of means"]),
        ("a score of an outcome that is missing", () => NegativeLogLikelihood.Mean([1, double.NaN], [1, 1], [1, 1]), ["y [1] is NaN", "repair"]),
        ("a score of a negative deviation", () => NegativeLogLikelihood.Mean([1], [1], [-1]), ["deviation [0] is -1"]),
        ("an infinite outcome", () => Crps.Of(new Gaussian(0, 1), double.PositiveInfinity), ["y is Infinity"]),
        ("a fair score of one draw", () => Crps.Ensemble([1], 0, fair: true), ["one draw", "plain"]),
        ("an ensemble of nothing", () => Crps.Ensemble([], 0), ["no draw"]),
        ("a pinball level of 1", () => Pinball.Of(0, 1, 1), ["Pinball.Of", "level 1"]),
        ("an interval upside down", () => Coverage.Share([1], [2], [0]), ["row 0", "from 2 down to 0"]),
        ("a range of zero", () => Coverage.NormalizedMeanWidth([1, 1], [0, 0], [2, 2]), ["range of 0", "MeanWidth"]),
        ("outcomes for transforms", () => CalibrationCurve.OfQuantiles([0.5, 3], [0.5]), ["transform [1] is 3", "Cumulative(y)"]),
        ("no levels", () => CalibrationCurve.OfIntervals([0.5], []), ["no level"]),
        ("a level of 1 in a curve", () => CalibrationCurve.OfIntervals([0.5], [1]), ["level 1"]),
        ("no deviations", () => Sharpness.Of([]), ["no deviation"]),
        ("a confidence in percent", () => ExpectedCalibrationError.Of([90], [true]), ["confidence [0] is 90"]),
        ("confidences without outcomes", () => ExpectedCalibrationError.Of([0.9], []), ["1 of confidences but 0 of outcomes"]),
        ("labels without probabilities", () => Accuracy.Of([0, 1], [0.5, 0.5, 1]), ["3 probabilities for 2 labels"]),
        ("a label there is not", () => Brier.Mean([2], [0.5, 0.5]), ["no class 2"]),
        ("no labels", () => Accuracy.Of([], []), ["no label"]),
        ("an epistemic spread that is NaN", () => Auroc.Of([1, double.NaN], [2]), ["score [1] inside is NaN", "collapsed"]),
        ("nothing outside", () => Auroc.Of([1], []), ["no score outside"]),
        ("too few calibration points", () => SplitConformal.Calibrate([1, 2, 3], [0, 0, 0], 0.9), ["3 calibration points", "0.9", "at least 9", "0.75 at most"]),
        ("calibration rows that do not fit", () => SplitConformal.Calibrate([1, 2, 3], [0, 0], 0.5), ["3 of y but 2 of predictions"]),
        ("a scale of zero", () => NormalizedConformal.Calibrate([1, 2], [0, 0], [1, 0], 0.5), ["scale [1] is 0"]),
        ("a scale of zero at prediction", () => NormalizedConformal.Calibrate([1, 2], [0, 0], [1, 1], 0.5).Interval(0, 0), ["scale is 0"]),
        ("a prediction that is NaN", () => SplitConformal.Calibrate([1, 2], [0, 0], 0.5).Interval(double.NaN), ["prediction is NaN"]),
        ("an interval upside down, to correct", () => QuantileConformal.Calibrate([1, 2], [0, 0], [1, 1], 0.5).Interval(1, 0), ["from 1 down to 0"]),
    ];

    public static TheoryData<string> Names => [.. _rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Refused_is(string name)
    {
        var (_, act, words) = _rows.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal));
        var exception = Assert.ThrowsAny<ArgumentException>(act);
        Assert.All(words, word => Assert.Contains(word, exception.Message, StringComparison.Ordinal));
    }
}
