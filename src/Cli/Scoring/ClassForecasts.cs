using HyperGan.Cli.Reporting;
using HyperGan.Uncertainty;

namespace HyperGan.Cli.Scoring;

/// <summary> What was predicted for rows of which it is known which class they are. </summary>
sealed class ClassForecasts
{
    /// <summary> Bins of the confidence in a picture. </summary>
    const int Bins = 10;

    readonly int[] _labels;
    readonly double[] _probabilities;

    ClassForecasts(int[] labels, double[] probabilities) => (_labels, _probabilities) = (labels, probabilities);

    /// <summary> Mean entropy of the predictions, nats; NaN where it was not asked for. </summary>
    public double Entropy { get; private init; } = double.NaN;

    /// <summary> Mean of what the networks disagree about, nats; NaN where there are none. </summary>
    public double Information { get; private init; } = double.NaN;

    /// <summary> How good they were. </summary>
    public IEnumerable<Result> All =>
    [
        new("accuracy", "right", Accuracy.Of(_labels, _probabilities), "P1"),
        new("nll", "NLL, nats", NegativeLogLikelihood.Mean(_labels, _probabilities), "F3"),
        new("brier", "Brier score", Brier.Mean(_labels, _probabilities), "F3"),
        new("ece", "calibration error (ECE)", ExpectedCalibrationError.Of(_labels, _probabilities), "F3"),
        new("entropy", "mean entropy, nats", Entropy, "F3"),
        new("mutual_information", "… of it disagreement", Information, "F3"),
    ];

    /// <summary> A classifier's, asked block by block. </summary>
    public static ClassForecasts Of(HyperGanClassifier model, ReadOnlySpan<Real> features, int[] labels, int networks)
    {
        var probabilities = new double[labels.Length * model.Classes];
        var (entropy, information) = (0.0, 0.0);
        var block = Blocks.Rows(networks, model.Classes);
        for (var first = 0; first < labels.Length; first += block)
        {
            var count = Math.Min(block, labels.Length - first);
            var prediction = model.Predict(features.Slice(first * model.Inputs, count * model.Inputs), networks);
            prediction.Probabilities.CopyTo(probabilities.AsSpan(first * model.Classes));
            for (var i = 0; i < count; i++)
                (entropy, information) = (entropy + prediction.PredictiveEntropy[i] / labels.Length, information + prediction.MutualInformation[i] / labels.Length);
        }
        return new(labels, probabilities) { Entropy = entropy, Information = information };
    }

    /// <summary> For every row the shares that the classes have among others. </summary>
    public static ClassForecasts OfShares(int[] among, int[] labels, int classes)
    {
        var shares = new double[classes];
        foreach (var label in among)
            shares[label] += 1.0 / among.Length;
        return new(labels, [.. labels.SelectMany(_ => shares)]);
    }

    /// <summary> Mean confidence and share of right predictions of every bin that has rows. </summary>
    public IReadOnlyList<(double Confidence, double Share)> Reliability()
    {
        var classes = _probabilities.Length / _labels.Length;
        var rows = _labels.Select((label, i) =>
        {
            var prediction = new Categorical(_probabilities.AsSpan(i * classes, classes));
            return (prediction.Confidence, IsRight: prediction.Mode == label);
        });
        return [.. rows.GroupBy(row => Math.Min(Bins - 1, (int)(row.Confidence * Bins))).OrderBy(bin => bin.Key).Select(bin => (bin.Average(row => row.Confidence), bin.Average(row => row.IsRight ? 1.0 : 0)))];
    }
}
