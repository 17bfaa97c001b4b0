using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;
using HyperGan.Kernels;
using HyperGan.Plotting;
using HyperGan.Uncertainty;

namespace HyperGan.Cli.Tasks;

/// <summary> Three overlapping classes in the plane: the networks should agree where there are points, disagree where there are none, and know where classes overlap. </summary>
sealed class ClustersTask(ThreeClusters clusters, ulong seed) : IToyTask
{
    /// <summary> Points of the map along each axis. </summary>
    const int MapSize = 181;

    /// <summary> Networks of the map; more do not change it to the eye. </summary>
    const int MostMapNetworks = 100;

    /// <summary> Points of each class on the map; all of them would hide it. </summary>
    const int DrawnPoints = 150;

    /// <summary> As the command line calls it. </summary>
    public const string Name = "clusters";

    string IToyTask.Name => Name;

    public JsonObject Source => new() { ["data"] = seed };

    public TrainingData Data { get; } = TrainingData.Classification([.. clusters.Train.X], ThreeClusters.Dimensions, [.. clusters.Train.Labels]);

    public int Outputs(HyperGanOptions options) => ThreeClusters.Classes;

    public IReadOnlyList<Result> Evaluate(Ensemble ensemble, int networks)
    {
        var test = ClassBeliefs.Of(ensemble, [.. clusters.Test.X], networks);
        var outside = ClassBeliefs.Of(ensemble, clusters.Outside.Sample(clusters.Test.Count, new RandomStream(seed).Split("outside")), networks);
        int[] labels = [.. clusters.Test.Labels];
        var best = new double[test.Probabilities.Length];
        ThreeClusters.Posterior([.. clusters.Test.X], best);
        var collapsed = test.Information.Concat(outside.Information).Any(double.IsNaN);
        return
        [
            new("accuracy", "accuracy", Accuracy.Of(labels, test.Probabilities)),
            new("accuracy_of_truth", "… of the true posterior on these points", Accuracy.Of(labels, best)),
            new("nll", "negative log-likelihood, nats", NegativeLogLikelihood.Mean(labels, test.Probabilities)),
            new("nll_of_truth", "… of the true posterior on these points", NegativeLogLikelihood.Mean(labels, best)),
            new("ece", "expected calibration error", ExpectedCalibrationError.Of(labels, test.Probabilities)),
            new("ood_auroc", "AUROC of mutual information, test points or out of distribution", collapsed ? double.NaN : Auroc.Of(test.Information, outside.Information)),
            new("information_in", "mutual information of the networks on test points, nats", test.Information.Average()),
            new("information_out", "… on points out of distribution, nats", outside.Information.Average()),
        ];
    }

    public IReadOnlyList<string> Draw(Ensemble ensemble, int networks, string subtitle, string folder)
    {
        var (x, y) = (Axis(0), Axis(1));
        var points = y.SelectMany(v => x.SelectMany(u => new[] { (Real)u, (Real)v })).ToArray();
        var beliefs = ClassBeliefs.Of(ensemble, points, Math.Min(networks, MostMapNetworks));
        Map("Where the networks disagree", "mutual information, nats", beliefs.Information, "uncertainty.png");
        Map("Where the classes are uncertain", "entropy of the mean, nats", beliefs.Entropy, "entropy.png");
        return ["uncertainty.png", "entropy.png"];

        void Map(string title, string label, double[] values, string name) => new InputMap
        {
            Title = title,
            Subtitle = subtitle,
            XLabel = "x₁",
            YLabel = "x₂",
            X = x,
            Y = y,
            Values = Grid(values),
            ValueLabel = label,
            Classes = Classes(),
        }.SavePng(Path.Combine(folder, name));
    }

    double[] Axis(int dimension)
    {
        var (low, high) = (clusters.Outside.Low[dimension], clusters.Outside.High[dimension]);
        return [.. Enumerable.Range(0, MapSize).Select(i => low + (high - low) * (double)i / (MapSize - 1))];
    }

    /// <summary> A collapsed ensemble has no information to draw: such cells are 0, and the table says so. </summary>
    static double[,] Grid(double[] values)
    {
        var grid = new double[MapSize, MapSize];
        for (var i = 0; i < values.Length; i++)
            grid[i / MapSize, i % MapSize] = double.IsNaN(values[i]) ? 0 : values[i];
        return grid;
    }

    Points[] Classes() => [.. Enumerable.Range(0, ThreeClusters.Classes).Select(k =>
    {
        int[] rows = [.. Enumerable.Range(0, clusters.Train.Count).Where(i => clusters.Train.Labels[i] == k).Take(DrawnPoints)];
        return new Points([.. rows.Select(i => (double)clusters.Train.X[2 * i])], [.. rows.Select(i => (double)clusters.Train.X[2 * i + 1])], $"class {k}");
    })];
}
