namespace HyperGan.Plotting.Tests;

/// <summary> What cannot be drawn truthfully is refused, by a message that says what, where, and what to do. </summary>
public class RefusalTests
{
    const double NaN = double.NaN;

    static readonly Dictionary<string, Figure> _refused = new(StringComparer.Ordinal)
    {
        ["UncertaintyBand: Mean[1] is NaN"] = new UncertaintyBand { X = [0, 1], Mean = [0, NaN], Deviation = [1, 1] },
        ["UncertaintyBand: Deviation[0] is Infinity"] = new UncertaintyBand { X = [0, 1], Mean = [0, 0], Deviation = [1 / 0.0, 1] },
        ["UncertaintyBand: Deviation[1] is −1; a spread cannot be negative"] = new UncertaintyBand { X = [0, 1], Mean = [0, 0], Deviation = [1, -1] },
        ["UncertaintyBand: Mean has 3 values and X has 2"] = new UncertaintyBand { X = [0, 1], Mean = [0, 0, 0], Deviation = [1, 1] },
        ["UncertaintyBand: X[2] is 1 after 1; sort by X"] = new UncertaintyBand { X = [0, 1, 1], Mean = [0, 0, 0], Deviation = [1, 1, 1] },
        ["UncertaintyBand: X is empty"] = new UncertaintyBand { X = [], Mean = [], Deviation = [] },
        ["UncertaintyBand: X has one value"] = new UncertaintyBand { X = [1], Mean = [1], Deviation = [1] },
        ["UncertaintyBand: X is null"] = new UncertaintyBand { X = null!, Mean = [1], Deviation = [1] },
        ["UncertaintyBand: Truth[0] is NaN"] = new UncertaintyBand { X = [0, 1], Mean = [0, 0], Deviation = [1, 1], Truth = [NaN, 0] },
        ["UncertaintyBand: Points.Y has 1 values and Points.X has 2"] = new UncertaintyBand { X = [0, 1], Mean = [0, 0], Deviation = [1, 1], Points = new([0, 1], [1]) },
        ["UncertaintyBand: Multiples are 2, 1; they must be above 0 and ascend"] = new UncertaintyBand { X = [0, 1], Mean = [0, 0], Deviation = [1, 1], Multiples = [2, 1] },
        ["UncertaintyBand: YLimits is 1 to 1"] = new UncertaintyBand { X = [0, 1], Mean = [0, 0], Deviation = [1, 1], YLimits = new(1, 1) },
        ["too far apart"] = new UncertaintyBand { X = [0, 1], Mean = [0, 0], Deviation = [1e308, 1] },
        ["MemberCurves: Members is empty"] = new MemberCurves { X = [0, 1], Members = [] },
        ["MemberCurves: Members[1] has 1 values and X has 2"] = new MemberCurves { X = [0, 1], Members = [[0, 0], [0]] },
        ["TrainingCurves: Curves[0].Y[1] is NaN"] = new TrainingCurves { Curves = [new("loss", [0, 1], [1, NaN])] },
        ["TrainingCurves: a value of −1 has no place on a logarithmic axis"] = new TrainingCurves { Curves = [new("loss", [0, 1], [1, -1])], Logarithmic = true },
        ["TrainingCurves: Smoothing is 0"] = new TrainingCurves { Curves = [new("loss", [0, 1], [1, 1])], Smoothing = 0 },
        ["InputMap: Values is 1 × 2; it must have a row for each of 2 Y"] = new InputMap { X = [0, 1], Y = [0, 1], ValueLabel = "", Values = new double[1, 2] },
        ["InputMap: Values[1, 0] is NaN, at x = 0, y = 5"] = new InputMap { X = [0, 1], Y = [4, 5], ValueLabel = "", Values = new[,] { { 0, 0 }, { NaN, 0 } } },
        ["InputMap: X[1] is 1, and equal steps would lead to 1.5"] = new InputMap { X = [0, 1, 3], Y = [0, 1], ValueLabel = "", Values = new double[2, 3] },
        ["InformationEstimates: Estimates[0].StandardErrors[0] is −0.1"] = new InformationEstimates { Truth = new("t", [0, 1], [0, 1]), Estimates = [new("e", [0], [0], [-0.1])] },
        ["PredictedAgainstTrue: interval 1 reaches from 2 down to 1"] = new PredictedAgainstTrue { Truth = [1, 1], Predicted = [1, 1], Lower = [0, 2], Upper = [2, 1] },
        ["CalibrationCurve: Curves[0] has values from 5 to 95"] = new CalibrationCurve { Curves = [new("m", [5, 95], [10, 90])] },
        ["CategoryBand: Mean has 1 values and Categories has 2"] = new CategoryBand { Categories = ["a", "b"], Mean = [1], Deviation = [1] },
        ["CategoryBand: Deviation[0] is −1"] = new CategoryBand { Categories = ["a"], Mean = [1], Deviation = [-1] },
        ["CategoryBand: Categories is empty"] = new CategoryBand { Categories = [], Mean = [1], Deviation = [1] },
        ["CategoryBand: Multiples are 3, 2"] = new CategoryBand { Categories = ["a"], Mean = [1], Deviation = [1], Multiples = [3, 2] },
        ["ClassProbabilities: give either X or Categories"] = new ClassProbabilities { Classes = [new("a", [1])] },
        ["ClassProbabilities: Classes[0].Values has 1 values and X has 2"] = new ClassProbabilities { X = [0, 1], Classes = [new("a", [1])] },
        ["ClassProbabilities: Classes[0].Values[1] is 1.5; a probability is at most 1"] = new ClassProbabilities { X = [0, 1], Classes = [new("a", [1, 1.5])] },
        ["ClassProbabilities: Disagreement[0] is NaN"] = new ClassProbabilities { X = [0, 1], Classes = [new("a", [1, 1])], Disagreement = [NaN, 0] },
        ["CalibrationCurve: Count is 0"] = new CalibrationCurve { Curves = [new("m", [0, 1], [0, 1])], Count = 0 },
    };

    public static TheoryData<string> Messages => [.. _refused.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void It_is_refused(string message)
    {
        var e = Assert.ThrowsAny<ArgumentException>(() => _refused[message].ToPng(320, 240));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }
}
