using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Classification with an uncertainty one can believe: a generator of networks that agree where there are rows and disagree where there are
/// none, see <see cref="AnchoredFunctionDiversity"/>, whose probabilities are tempered on rows that took no part in the training.
/// </summary>
public sealed class HyperGanClassifier
{
    readonly EnsembleModel _model;
    readonly ClassifierHeader _header;

    HyperGanClassifier(EnsembleModel model, ClassifierHeader header) => (_model, _header) = (model, header);

    /// <summary> Numbers of a row of inputs. </summary>
    public int Inputs => _model.Ensemble.Inputs;

    /// <summary> Number of classes. </summary>
    public int Classes => _model.Ensemble.Outputs;

    /// <summary> The name of each class; its number where it was given none. </summary>
    public IReadOnlyList<string> Names => _header.Names;

    /// <summary> What logits are divided by: above 1 where members were surer than right. </summary>
    public double Temperature => _header.Temperature;

    /// <summary> What the caller put beside the model: column names for instance. </summary>
    public IReadOnlyDictionary<string, string> Metadata => _model.Metadata;

    /// <summary> Fits labels to the rows of x. </summary>
    /// <param name="x"> As many numbers for each label, row by row. </param>
    /// <param name="labels"> One for each row; classes are counted from 0. </param>
    /// <param name="options"> Null for the defaults. </param>
    /// <exception cref="ArgumentException"> x is not whole rows, a number is not finite, there is but one class or one without rows, or an option is impossible. </exception>
    public static HyperGanClassifier Fit(ReadOnlySpan<Real> x, ReadOnlySpan<int> labels, ClassifierOptions? options = null)
    {
        if (labels.IsEmpty || x.IsEmpty || x.Length % labels.Length != 0)
            throw new ArgumentException($"HyperGanClassifier: {x.Length} inputs are not whole rows for {labels.Length} labels.");
        return Fit(TrainingData.Classification(x, x.Length / labels.Length, labels), options);
    }

    /// <summary> Fits the labels of <paramref name="data"/>. </summary>
    /// <param name="data"> Labels to predict, not numbers. </param>
    /// <param name="options"> Null for the defaults. </param>
    /// <param name="team"> The threads to use; null for the caller alone. Results do not depend on it. </param>
    /// <param name="metadata"> Kept with the model and its file. </param>
    /// <param name="progress"> Told now and then how far the fit is. </param>
    /// <param name="cancellation"> Ends the fit between two steps. </param>
    /// <exception cref="ArgumentException"> There is but one class or one without rows, targets are numbers, or an option is impossible. </exception>
    /// <exception cref="OperationCanceledException"> The fit was cancelled. </exception>
    /// <exception cref="TrainingDivergedException"> Loss or gradient is not finite. </exception>
    public static HyperGanClassifier Fit(
        TrainingData data, ClassifierOptions? options = null, Team? team = null, IReadOnlyDictionary<string, string>? metadata = null,
        IProgress<FitProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.TargetWidth > 0)
            throw new ArgumentException("HyperGanClassifier: the targets are numbers; a classification needs labels.");
        options ??= new();
        var names = ClassNames.Of(data.Labels, options.Names);
        var (session, temperature) = new Tempering(data, names.Length, options, new(team, progress, cancellation)).Run();
        var header = new ClassifierHeader(names, temperature);
        return new(EnsembleModel.Of(session, Description.With(metadata, ClassifierHeader.Kind, header, ClassifierHeaderJson.Default.ClassifierHeader)), header);
    }

    /// <summary> The probabilities of the classes for every row of <paramref name="x"/>, and what the members disagree about. </summary>
    /// <param name="x"> Row by row, in the units of the training rows. </param>
    /// <param name="members"> Networks to ask. </param>
    /// <param name="seed"> Which networks: every seed has its own. </param>
    /// <exception cref="ArgumentException"> Incomplete rows, a number that is not finite or gives none, fewer than one member, or more members × classes than an array can hold. </exception>
    public ClassificationPrediction Predict(ReadOnlySpan<Real> x, int members = 1_000, ulong seed = 0)
    {
        Finite.Require(nameof(HyperGanClassifier), "input", x, Inputs);
        var prediction = new ClassificationPrediction(x.Length / Inputs, Classes, members);
        _model.Ensemble.Predict(x, members, Receive, seed);
        return prediction;

        void Receive(int firstRow, int rows, ReadOnlySpan<Real> logits)
        {
            Finite.RequireOutputs(nameof(HyperGanClassifier), firstRow, rows, Classes, logits);
            prediction.Add(firstRow, rows, logits, _header.Temperature);
        }
    }

    /// <summary> Writes the model as a safetensors file; an older one of this name stays whole until the new one is. </summary>
    /// <exception cref="IOException"> The file cannot be written. </exception>
    public void Save(string path) => _model.Save(path);

    /// <summary> Reads a file that <see cref="Save"/> wrote. </summary>
    /// <exception cref="InvalidDataException"> It is no such file, damaged, or of another version; the message says how. </exception>
    /// <exception cref="IOException"> It cannot be read. </exception>
    public static HyperGanClassifier Load(string path, Team? team = null)
    {
        var model = EnsembleModel.Load(path, team);
        var header = Description.Read(path, model.Metadata, ClassifierHeader.Kind, ClassifierHeader.CurrentVersion, ClassifierHeaderJson.Default.ClassifierHeader);
        if (model.Options.CrossFit)
            throw new InvalidDataException($"{path}: its networks learned the noise of numbers; they cannot be those of a classifier.");
        return header.Fits(model.Ensemble.Outputs)
            ? new(model, header)
            : throw new InvalidDataException($"{path}: the classifier needs a name for each of {model.Ensemble.Outputs} classes, no two the same, and a positive temperature.");
    }
}
