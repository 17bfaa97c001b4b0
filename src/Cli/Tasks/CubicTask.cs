using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;
using HyperGan.Plotting;

namespace HyperGan.Cli.Tasks;

/// <summary> x³ from 20 noisy points on [−4, 4], looked at on [−6, 6]: the band should hug the points, contain x³ and open where there are none. </summary>
sealed class CubicTask(CubicData data, string source) : IToyTask
{
    /// <summary> Points of the grid to a unit; 0, 4 and 6 are among them. </summary>
    const int Fineness = 100;

    /// <summary> x³ counts as covered within so many deviations of the mean. </summary>
    const double Multiple = 3;

    const int DrawnMembers = 60;

    static readonly Real[] _grid = [.. Enumerable.Range(-6 * Fineness, 12 * Fineness + 1).Select(i => (Real)(i / (double)Fineness))];

    /// <summary> As the command line calls it. </summary>
    public const string Name = "cubic";

    string IToyTask.Name => Name;

    public JsonObject Source => new() { ["data"] = source, ["data-deviation"] = data.Deviation };

    public TrainingData Data { get; } = TrainingData.Regression([.. data.X], 1, [.. data.Y]);

    public int Outputs(HyperGanOptions options) => options.Outputs(targets: 1);

    public IReadOnlyList<Result> Evaluate(Ensemble ensemble, int networks)
    {
        var summary = Means(ensemble, networks);
        var (inside, all) = (Range(-4, 4), Range(-6, 6));
        var (at0, at4, at6) = (summary.Deviations[Index(0)], summary.Deviations[Index(4)], summary.Deviations[Index(6)]);
        return
        [
            new("mse_in_range", "MSE of the mean against x³ on [−4, 4]", inside.Average(i => Square(summary.Means[i] - Truth(i))), "F2"),
            new("coverage_in_range", "±3σ covers x³ on [−4, 4]", Coverage(summary, inside), "P1"),
            new("coverage_all", "±3σ covers x³ on [−6, 6]", Coverage(summary, all), "P1"),
            new("deviation_at_0", "deviation at 0", at0, "F2"),
            new("deviation_at_4", "deviation at 4", at4, "F2"),
            new("deviation_at_6", "deviation at 6", at6, "F2"),
            new("deviation_ratio", "deviation at 6 / at 0", at6 / at0, "F2"),
        ];
    }

    public IReadOnlyList<string> Draw(Ensemble ensemble, int networks, string subtitle, string folder)
    {
        var summary = Means(ensemble, networks);
        var (x, truth) = (Doubles(_grid), _grid.Select((_, i) => Truth(i)).ToArray());
        var points = new Points(Doubles(data.X), Doubles(data.Y));
        new UncertaintyBand
        {
            Title = $"x³ from {data.X.Count} points",
            Subtitle = subtitle,
            XLabel = "x",
            YLabel = "y",
            TruthName = "x³",
            MeanName = $"mean of {networks} networks",
            X = x,
            Mean = summary.Means,
            Deviation = summary.Deviations,
            Truth = truth,
            Points = points,
        }.SavePng(Path.Combine(folder, "uncertainty.png"));
        new MemberCurves
        {
            Title = $"x³ from {data.X.Count} points",
            Subtitle = subtitle,
            XLabel = "x",
            YLabel = "y",
            TruthName = "x³",
            X = x,
            Members = Members(ensemble, Math.Min(networks, DrawnMembers)),
            Truth = truth,
            Points = points,
        }.SavePng(Path.Combine(folder, "members.png"));
        return ["uncertainty.png", "members.png"];
    }

    static double[][] Members(Ensemble ensemble, int count)
    {
        var members = Enumerable.Range(0, count).Select(_ => new double[_grid.Length]).ToArray();
        ensemble.Predict(_grid, count, (first, rows, outputs) =>
        {
            for (var member = 0; member < count; member++)
                for (var row = 0; row < rows; row++)
                    members[member][first + row] = outputs[(member * rows + row) * ensemble.Outputs];
        });
        return members;
    }

    /// <summary> Of the networks' means, their first output: what they disagree about is epistemic, their noise is not. </summary>
    static (double[] Means, double[] Deviations) Means(Ensemble ensemble, int networks)
    {
        var summary = ensemble.Summarize(_grid, networks);
        return (First(summary.Means), First(summary.Deviations));

        double[] First(IReadOnlyList<double> values) => [.. _grid.Select((_, i) => values[i * ensemble.Outputs])];
    }

    static double Coverage((double[] Means, double[] Deviations) summary, int[] range) =>
        range.Average(i => double.IsNaN(summary.Deviations[i]) ? double.NaN : Math.Abs(Truth(i) - summary.Means[i]) <= Multiple * summary.Deviations[i] ? 1 : 0);

    static int Index(int x) => (x + 6) * Fineness;

    static int[] Range(int low, int high) => [.. Enumerable.Range(Index(low), Index(high) - Index(low) + 1)];

    static double Truth(int i) => Math.Pow(_grid[i], 3);

    static double Square(double x) => x * x;

    static double[] Doubles(IReadOnlyList<Real> values) => [.. values.Select(value => (double)value)];
}
