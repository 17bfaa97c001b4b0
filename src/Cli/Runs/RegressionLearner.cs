using HyperGan.Cli.Baselines;
using HyperGan.Cli.Options;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Scoring;
using HyperGan.Cli.Tables;
using HyperGan.Kernels;

namespace HyperGan.Cli.Runs;

/// <summary> <see cref="HyperGanRegressor"/>, beside <see cref="LinearBaseline"/>. </summary>
sealed class RegressionLearner(TableRequest request, TableSchema schema, Terminal terminal) : ITableLearner
{
    HyperGanRegressor? _model;
    Forecasts[] _forecasts = [];
    Forecasts?[] _linear = [];

    public int Outputs => 2 * schema.Targets.Count;

    HyperGanRegressor Model => _model ?? throw new InvalidOperationException("There is no model before the fit.");

    public void Fit(TrainingData data, Team? team, IReadOnlyDictionary<string, string> metadata, IProgress<FitProgress> progress, CancellationToken cancellation) =>
        _model = HyperGanRegressor.Fit(data, RegressorOverlay.Of(request.Training, request.Steps), team, metadata, progress, cancellation);

    public void Save(string path) => Model.Save(path);

    public IReadOnlyList<TargetOutcome> Measure(TableSplit split)
    {
        _forecasts = Forecasts.Of(Model, split.Test.Features, split.Test.Targets, request.Networks);
        _linear = [.. schema.Targets.Select((_, t) => Linear(split, t))];
        return [.. schema.Targets.Select((target, t) => new TargetOutcome(target.Name, [.. _forecasts[t].Scores.All], "linear", _linear[t] is { } linear ? [.. linear.Scores.All] : null))];
    }

    public void Draw(TableSplit split, RunFolder folder)
    {
        var pictures = new RegressionPictures(request, schema, folder);
        for (var t = 0; t < _forecasts.Length; t++)
            pictures.Draw(t, _forecasts[t], _linear[t]);
        pictures.DrawBands(Model, new TypicalRow(schema, split.Train.Features), terminal);
    }

    /// <summary> The linear baseline of a target; null where there are too few rows for it, or none of them is off the line. </summary>
    Forecasts? Linear(TableSplit split, int target)
    {
        try
        {
            var baseline = LinearBaseline.Fit(split.Train.Features, split.Train.Target(target));
            return Forecasts.Of(baseline, split.Test.Features, split.Test.Target(target));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
