using System.Text.Json.Nodes;
using HyperGan.Kernels;
using static HyperGan.Bench.Compare.Report;

namespace HyperGan.Bench.Compare;

/// <summary> How step and prediction grow with their sizes, one size after the other changed: time that grows faster than the work shows as a falling share of the limit. </summary>
static class GrowthComparison
{
    sealed record Row(string Varied, int Members, string Widths, int Networks, int Points, double Milliseconds, double Share);

    static readonly StepSizes _usual = new();

    static IEnumerable<(string Varied, StepSizes Sizes)> Steps =>
    [
        .. new[] { 1, 4, 16, 32, 64, 256, 1024, 4096 }.Select(members => ("members", _usual with { Members = members })),
        .. new[] { 10, 30, 100, 300, 1000 }.Select(width => ("width", _usual with { Widths = [1, width, width, 1] })),
        ("wide ensemble", _usual with { Members = 10_000, Widths = [1, 10, 1] }),
        ("wide network", _usual with { Members = 16, Widths = [784, 256, 10] }),
    ];

    static IEnumerable<(string Varied, StepSizes Sizes)> Predictions =>
    [
        .. new[] { 10, 100, 1_000, 10_000 }.Select(networks => ("networks", _usual with { Networks = networks })),
        .. new[] { 1, 10, 100, 10_000 }.Select(points => ("points", _usual with { Points = points })),
        ("wide ensemble", _usual with { Networks = 10_000, Widths = [1, 10, 1] }),
        ("wide network", _usual with { Networks = 16, Widths = [784, 256, 10] }),
    ];

    /// <summary> Measures and prints; the exit code. </summary>
    public static int Run(int threads, int rounds, bool json)
    {
        var cores = new Cores(threads);
        using var team = cores.Apart(() => new Team(threads));
        using var limit = cores.Apart(() => Limit.Find(threads));
        var timing = new Interleaved(threads, rounds);
        var steps = Rows(Steps, isStep: true);
        var predictions = Rows(Predictions, isStep: false);
        if (!json)
            Print(threads, steps, predictions);
        return 0;

        List<Row> Rows(IEnumerable<(string Varied, StepSizes Sizes)> cases, bool isStep)
        {
            var rows = new List<Row>();
            foreach (var (varied, sizes) in cases)
            {
                var step = new ReferenceStep(isStep ? sizes with { Networks = 1, Points = 1 } : sizes with { Members = 2 }, team);
                cores.Settle();
                var rates = timing.Rates([isStep ? step.Training : step.Prediction, limit.Contender]);
                var flops = isStep ? sizes.StepFlops : sizes.PredictionFlops;
                rows.Add(new(varied, sizes.Members, $"[{string.Join(", ", sizes.Widths)}]", sizes.Networks, sizes.Points, 1e-6 / rates[0], flops * rates[0] / rates[1]));
                if (json)
                    Console.WriteLine(Json(isStep, threads, rows[^1]));
            }
            return rows;
        }
    }

    static string Json(bool isStep, int threads, Row row) => new JsonObject
    {
        ["work"] = isStep ? "step" : "prediction",
        ["varied"] = row.Varied,
        ["threads"] = threads,
        ["members"] = row.Members,
        ["widths"] = row.Widths,
        ["networks"] = row.Networks,
        ["points"] = row.Points,
        ["ms"] = Math.Round(row.Milliseconds, 4),
        ["share"] = Math.Round(row.Share, 3),
    }.ToJsonString();

    static void Print(int threads, List<Row> steps, List<Row> predictions)
    {
        var report = new Report(" step", "members", " main network", "ms", "ms per member", "of the limit");
        foreach (var row in steps)
            report.Add(row.Varied, $"{row.Members}", row.Widths, Figure(row.Milliseconds, 3), Figure(row.Milliseconds / row.Members, 4), $"{Figure(100 * row.Share, 0)} %");
        report.Print();
        report = new(" prediction", "networks", "points", " main network", "ms", "µs per network · 1000 points", "of the limit");
        foreach (var row in predictions)
            report.Add(
                row.Varied, $"{row.Networks}", $"{row.Points}", row.Widths, Figure(row.Milliseconds, 3),
                Figure(1e6 * row.Milliseconds / row.Networks / row.Points, 1), $"{Figure(100 * row.Share, 0)} %");
        report.Print();
        Console.WriteLine($"{threads} thread(s), {typeof(Real).Name}, batch of {_usual.Batch}.");
    }
}
