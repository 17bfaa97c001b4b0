namespace HyperGan.Plotting.Tests;

/// <summary> One small picture of every kind. </summary>
static class Samples
{
    static readonly double[] _x = Range(-6, 6, 25);

    public static double[] Range(double from, double to, int count) => [.. Enumerable.Range(0, count).Select(i => from + (to - from) * i / (count - 1))];

    public static UncertaintyBand Band(string title = "Band") => new()
    {
        Title = title, XLabel = "x", YLabel = "y", X = _x, Mean = Array.ConvertAll(_x, x => x * x * x), Deviation = Array.ConvertAll(_x, x => 2 + x * x),
        Truth = Array.ConvertAll(_x, x => x * x * x + 3), Points = new([-4, 0, 4], [-60, 5, 66]),
    };

    public static MemberCurves Members(string title = "Members") => new()
    {
        Title = title, XLabel = "x", YLabel = "y", X = _x, Truth = _x, Points = new([-4, 0, 4], [-3, 1, 4]),
        Members = [.. Enumerable.Range(0, 20).Select(i => Array.ConvertAll(_x, x => x * (0.5 + i / 20.0)))],
    };

    public static TrainingCurves Training(string title = "Training") => new()
    {
        Title = title, XLabel = "step", YLabel = "loss", Smoothing = 3,
        Curves = [new("a", Range(0, 10, 11), Array.ConvertAll(Range(0, 10, 11), x => Math.Exp(-x))), new("b", [0, 10], [2, 1])],
    };

    public static InputMap Map(string title = "Map") => new()
    {
        Title = title, XLabel = "x₁", YLabel = "x₂", ValueLabel = "nats", X = [0, 1, 2, 3], Y = [0, 1, 2], Values = new double[,] { { 0, 0, 0, 1 }, { 0, 0, 0.5, 0.5 }, { 0, 0, 0, 0 } },
        Classes = [new([0], [0], "class 0"), new([2], [2], "class 1")],
    };

    public static InformationEstimates Information(string title = "Information") => new()
    {
        Title = title, XLabel = "ρ", YLabel = "nats", Truth = new("closed form", Range(0, 0.9, 10), Array.ConvertAll(Range(0, 0.9, 10), r => -0.5 * Math.Log(1 - r * r))),
        Estimates = [new("DV", [0, 0.5, 0.9], [0, 0.13, 0.8], [0.01, 0.02, 0.05])],
    };

    public static PredictedAgainstTrue Predicted(string title = "Predicted") => new()
    {
        Title = title, XLabel = "true", YLabel = "predicted", Truth = [1, 2, 3], Predicted = [1, 2.5, 2], Lower = [0.5, 1.5, 1.5], Upper = [1.5, 3, 2.5],
    };

    public static CalibrationCurve Calibration(string title = "Calibration") => new()
    {
        Title = title, XLabel = "promised", YLabel = "observed", Count = 100, Curves = [new("model", [0.1, 0.5, 0.9], [0.2, 0.5, 0.8])],
    };

    public static CategoryBand Category(string title = "Categories") => new()
    {
        Title = title, XLabel = "colour", YLabel = "y", Categories = ["red", "green", "blue"], Mean = [1, 2, 4], Deviation = [0.5, 0.2, 1],
    };

    public static ClassProbabilities Classes(string title = "Classes") => new()
    {
        Title = title, XLabel = "x", YLabel = "probability", X = _x, Disagreement = Array.ConvertAll(_x, x => x * x / 100),
        Classes = [new("low", Array.ConvertAll(_x, x => 1 / (1 + Math.Exp(x)))), new("high", Array.ConvertAll(_x, x => 1 / (1 + Math.Exp(-x))))],
    };

    /// <summary> By name, made anew with the title that is asked for. </summary>
    public static IReadOnlyDictionary<string, Func<string, Figure>> All { get; } = new Dictionary<string, Func<string, Figure>>(StringComparer.Ordinal)
    {
        [nameof(UncertaintyBand)] = Band, [nameof(MemberCurves)] = Members, [nameof(TrainingCurves)] = Training, [nameof(InputMap)] = Map,
        [nameof(InformationEstimates)] = Information, [nameof(PredictedAgainstTrue)] = Predicted, [nameof(CalibrationCurve)] = Calibration,
        [nameof(CategoryBand)] = Category, [nameof(ClassProbabilities)] = Classes,
    };
}
