using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Regression with an uncertainty one can believe: a generator of networks with a mean and a noise for every target, see
/// <see cref="CrossFittedFit"/> and <see cref="PriorAnchor"/>, whose width is corrected on rows that took no part in the training.
/// </summary>
public sealed class HyperGanRegressor
{
    const int FewestRows = 5;

    readonly EnsembleModel _model;
    readonly RegressorHeader _header;

    HyperGanRegressor(EnsembleModel model, RegressorHeader header) => (_model, _header) = (model, header);

    /// <summary> Numbers of a row of inputs. </summary>
    public int Inputs => _model.Ensemble.Inputs;

    /// <summary> Targets of a row. </summary>
    public int Targets => _header.Units.Length;

    /// <summary> What the caller put beside the model: column names for instance. </summary>
    public IReadOnlyDictionary<string, string> Metadata => _model.Metadata;

    /// <summary> By which factor the width of predictions was corrected, for each target. </summary>
    public ReadOnlySpan<double> Factors => _header.Factors;

    /// <summary> The share of rows, for each target, that are expected to lie far outside of what the members say. </summary>
    public ReadOnlySpan<double> Outliers => _header.Outliers;

    /// <summary>
    /// The noise deviation of each target in its own units, where it was learned as the same for all rows (<see cref="NoiseHead.Homoscedastic"/>);
    /// empty where it depends on the inputs. Predictions have it scaled by <see cref="Factors"/>.
    /// </summary>
    public IReadOnlyList<double> NoiseLevels => _header.Levels is { } levels ? [.. levels.Zip(_header.Units, (level, unit) => level * unit)] : [];

    /// <summary> Fits y to the rows of x, one target a row. </summary>
    /// <param name="x"> As many numbers for each y, row by row. </param>
    /// <param name="y"> One number for each row. </param>
    /// <param name="options"> Null for the defaults. </param>
    /// <exception cref="ArgumentException"> x is not whole rows, a number is not finite, there are too few rows, or an option is impossible. </exception>
    public static HyperGanRegressor Fit(ReadOnlySpan<Real> x, ReadOnlySpan<Real> y, RegressorOptions? options = null)
    {
        if (y.IsEmpty || x.IsEmpty || x.Length % y.Length != 0)
            throw new ArgumentException($"HyperGanRegressor: {x.Length} inputs are not whole rows for {y.Length} targets.");
        return Fit(TrainingData.Regression(x, x.Length / y.Length, y), options);
    }

    /// <summary> Fits the targets of <paramref name="data"/>, in their own units. </summary>
    /// <param name="data"> Numbers to predict, not labels. </param>
    /// <param name="options"> Null for the defaults. </param>
    /// <param name="team"> The threads to use; null for the caller alone. Results do not depend on it. </param>
    /// <param name="metadata"> Kept with the model and its file. </param>
    /// <param name="progress"> Told now and then how far the fit is. </param>
    /// <param name="cancellation"> Ends the fit between two steps. </param>
    /// <exception cref="ArgumentException"> There are too few rows, targets are labels, or an option is impossible. </exception>
    /// <exception cref="OperationCanceledException"> The fit was cancelled. </exception>
    /// <exception cref="TrainingDivergedException"> Loss or gradient is not finite. </exception>
    public static HyperGanRegressor Fit(
        TrainingData data, RegressorOptions? options = null, Team? team = null, IReadOnlyDictionary<string, string>? metadata = null,
        IProgress<FitProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.TargetWidth == 0)
            throw new ArgumentException("HyperGanRegressor: the targets are labels; a regression needs numbers.");
        if (data.Rows < FewestRows)
            throw new ArgumentException($"HyperGanRegressor: {data.Rows} rows; at least {FewestRows} are needed, for two folds and a row to judge by.");
        var calibration = new Calibration(data, options ?? new(), team, progress, cancellation);
        var (session, spreads) = calibration.Run();
        var header = RegressorHeader.Of(session, spreads);
        return new(EnsembleModel.Of(session, Description.With(metadata, RegressorHeader.Kind, header, RegressorHeaderJson.Default.RegressorHeader)), header);
    }

    /// <summary> The predictive distributions of the targets for every row of <paramref name="x"/>. </summary>
    /// <param name="x"> Row by row, in the units of the training rows. </param>
    /// <param name="members"> Networks to ask. </param>
    /// <param name="seed"> Which networks: every seed has its own. </param>
    /// <exception cref="ArgumentException"> Incomplete rows, a number that is not finite or gives none, fewer than one member, or more rows × members than an array can hold. </exception>
    public RegressionPrediction Predict(ReadOnlySpan<Real> x, int members = 1_000, ulong seed = 0)
    {
        Finite.Require(nameof(HyperGanRegressor), "input", x, Inputs);
        var (means, deviations) = Mixtures.Predict(_model.Ensemble, x, _header.Units, _header.Levels, members, spare: 1, seed);
        var stride = members + 1;
        for (var i = 0; i < means.Length / stride; i++)
            _header.Spread(i % Targets).Apply(means.AsSpan(i * stride, stride), deviations.AsSpan(i * stride, stride));
        return new(means, deviations, [.. Enumerable.Range(0, Targets).Select(target => _header.Spread(target).Weights(members))]);
    }

    /// <summary> Writes the model as a safetensors file; an older one of this name stays whole until the new one is. </summary>
    /// <exception cref="IOException"> The file cannot be written. </exception>
    public void Save(string path) => _model.Save(path);

    /// <summary> Reads a file that <see cref="Save"/> wrote. </summary>
    /// <exception cref="InvalidDataException"> It is no such file, damaged, or of another version; the message says how. </exception>
    /// <exception cref="IOException"> It cannot be read. </exception>
    public static HyperGanRegressor Load(string path, Team? team = null)
    {
        var model = EnsembleModel.Load(path, team);
        var header = Description.Read(path, model.Metadata, RegressorHeader.Kind, RegressorHeader.CurrentVersion, RegressorHeaderJson.Default.RegressorHeader);
        if (!model.Options.CrossFit)
            throw new InvalidDataException($"{path}: its networks learned no noise; they cannot be those of a regressor.");
        return header.Fits(model.Ensemble.Outputs, model.Options.NoiseHead)
            ? new(model, header)
            : throw new InvalidDataException(
                $"{path}: the regressor needs a positive unit, factor and share of outliers for each target of networks of {model.Ensemble.Outputs} outputs, and a positive level if its noise is homoscedastic.");
    }
}
