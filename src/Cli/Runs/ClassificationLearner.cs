using HyperGan.Cli.Reporting;
using HyperGan.Cli.Scoring;
using HyperGan.Cli.Tables;
using HyperGan.Kernels;

namespace HyperGan.Cli.Runs;

/// <summary> <see cref="HyperGanClassifier"/>, beside the shares that the classes have among the rows to learn from. </summary>
sealed class ClassificationLearner(TableRequest request, TableSchema schema, Terminal terminal) : ITableLearner
{
    HyperGanClassifier? _model;
    ClassForecasts? _forecasts;

    public int Outputs => schema.Targets[0].Width;

    HyperGanClassifier Model => _model ?? throw new InvalidOperationException("There is no model before the fit.");

    public void Fit(TrainingData data, Team? team, IReadOnlyDictionary<string, string> metadata, IProgress<FitProgress> progress, CancellationToken cancellation)
    {
        var options = new ClassifierOptions
        {
            Seed = request.Training.Seed, Names = schema.Targets[0].Categories, Hidden = request.Training.Hidden, Steps = request.Steps, Training = request.Training,
        };
        _model = HyperGanClassifier.Fit(data, options, team, metadata, progress, cancellation);
    }

    public void Save(string path) => Model.Save(path);

    public IReadOnlyList<TargetOutcome> Measure(TableSplit split)
    {
        _forecasts = ClassForecasts.Of(Model, split.Test.Features, split.Test.Labels, request.Networks);
        return [new(schema.Targets[0].Name, [.. _forecasts.All], "shares", [.. ClassForecasts.OfShares(split.Train.Labels, split.Test.Labels, Outputs).All])];
    }

    public void Draw(TableSplit split, RunFolder folder)
    {
        var pictures = new ClassificationPictures(request, schema, folder);
        if (_forecasts?.Reliability() is { Count: >= 2 } points)
            pictures.DrawCalibration(points, split.Test.Rows);
        else
            terminal.Say("There are too few rows held out to draw how often which confidence is right.");
        pictures.DrawProbabilities(Model, new TypicalRow(schema, split.Train.Features), terminal);
    }
}
