using System.Globalization;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Classification by a generator of networks, each with a likelihood of its own and a draw from the prior (<see cref="PriorAnchor"/>), whose
/// probabilities are averaged.
/// </summary>
public sealed class HyperGanClassifier
{
    const string Key = "classifier";
    const int ReportEvery = 25;

    readonly EnsembleModel _model;

    HyperGanClassifier(EnsembleModel model) => _model = model;

    /// <summary> Numbers of a row of inputs. </summary>
    public int Inputs => _model.Ensemble.Inputs;

    /// <summary> Number of classes. </summary>
    public int Classes => _model.Ensemble.Outputs;

    /// <summary> What the caller put beside the model: column and class names for instance. </summary>
    public IReadOnlyDictionary<string, string> Metadata => _model.Metadata;

    /// <summary> Fits the labels of the rows of x. </summary>
    /// <param name="x"> As many numbers for each label, row by row. </param>
    /// <param name="labels"> 0 … classes − 1, one for each row. </param>
    /// <param name="options"> Null for the defaults. </param>
    /// <exception cref="ArgumentException"> x is not whole rows, a number is not finite, there is a single class, or an option is impossible. </exception>
    public static HyperGanClassifier Fit(ReadOnlySpan<Real> x, ReadOnlySpan<int> labels, ClassifierOptions? options = null)
    {
        if (labels.IsEmpty || x.IsEmpty || x.Length % labels.Length != 0)
            throw new ArgumentException($"HyperGanClassifier: {x.Length} inputs are not whole rows for {labels.Length} labels.");
        return Fit(TrainingData.Classification(x, x.Length / labels.Length, labels), options);
    }

    /// <summary> Fits the labels of <paramref name="data"/>. </summary>
    /// <param name="data"> Rows with labels 0 … classes − 1. </param>
    /// <param name="options"> Null for the defaults. </param>
    /// <param name="team"> The threads to use; null for the caller alone. Results do not depend on it. </param>
    /// <param name="metadata"> Kept with the model and its file. </param>
    /// <param name="progress"> Told now and then how far the fit is. </param>
    /// <param name="cancellation"> Ends the fit between two steps. </param>
    /// <exception cref="ArgumentException"> The targets are no labels, there is a single class, or an option is impossible. </exception>
    /// <exception cref="OperationCanceledException"> The fit was cancelled. </exception>
    /// <exception cref="TrainingDivergedException"> Loss or gradient is not finite. </exception>
    public static HyperGanClassifier Fit(
        TrainingData data, ClassifierOptions? options = null, Team? team = null, IReadOnlyDictionary<string, string>? metadata = null,
        IProgress<FitProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Labels.IsEmpty)
            throw new ArgumentException("HyperGanClassifier: the targets are numbers; a classification needs labels.");
        var classes = System.Numerics.Tensors.TensorPrimitives.Max(data.Labels) + 1;
        if (!data.Labels.ContainsAnyExcept(data.Labels[0]))
            throw new ArgumentException($"HyperGanClassifier: every label is {data.Labels[0]}; there is nothing to tell apart.");
        var training = (options ?? new()).For(data.Rows);
        var session = new TrainingSession(training, data, classes, team);
        for (var i = 1; i <= training.Steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var figures = session.Trainer.Step();
            if (i % ReportEvery == 0 || i == training.Steps)
                progress?.Report(new(i, training.Steps, figures));
        }
        var described = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [Key] = classes.ToString(CultureInfo.InvariantCulture),
        };
        return new(EnsembleModel.Of(session, described));
    }

    /// <summary> The probabilities of the classes for every row of <paramref name="x"/>. </summary>
    /// <param name="x"> Row by row, in the units of the training rows. </param>
    /// <param name="members"> Networks to ask. </param>
    /// <param name="seed"> Which networks: every seed has its own. </param>
    /// <exception cref="ArgumentException"> Incomplete rows, or fewer than one member. </exception>
    public ClassificationPrediction Predict(ReadOnlySpan<Real> x, int members = 1_000, ulong seed = 0)
    {
        var classes = Classes;
        var prediction = new ClassificationPrediction(x.Length / Inputs, classes, members);
        var probabilities = new double[Math.Max(0, members) * classes];
        _model.Ensemble.Predict(x, members, Receive, seed);
        return prediction;

        void Receive(int firstRow, int rows, ReadOnlySpan<Real> logits)
        {
            for (var i = 0; i < rows; i++)
            {
                for (var k = 0; k < members; k++)
                    Logits.ToProbabilities(logits.Slice((k * rows + i) * classes, classes), probabilities.AsSpan(k * classes, classes));
                prediction.Set(firstRow + i, new(probabilities, classes));
            }
        }
    }

    /// <summary> Writes the model as a safetensors file; an older one of this name stays whole until the new one is. </summary>
    /// <exception cref="IOException"> The file cannot be written. </exception>
    public void Save(string path) => _model.Save(path);

    /// <summary> Reads a file that <see cref="Save"/> wrote. </summary>
    /// <exception cref="InvalidDataException"> It is no such file, or damaged; the message says how. </exception>
    /// <exception cref="IOException"> It cannot be read. </exception>
    public static HyperGanClassifier Load(string path, Team? team = null)
    {
        var model = EnsembleModel.Load(path, team);
        return model.Metadata.ContainsKey(Key) ? new(model) : throw new InvalidDataException($"{path} is a model, but not that of a classifier.");
    }
}
