using System.Diagnostics;
using System.Globalization;
using HyperGan.Cli.Baselines;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Scoring;
using HyperGan.Cli.Tables;
using HyperGan.Kernels;

namespace HyperGan.Cli.Runs;

/// <summary> Learns from a table, measures on rows that were held out, and draws; all of it goes into a folder of its own. </summary>
/// <param name="request"> What to train. </param>
/// <param name="terminal"> Where progress is shown. </param>
sealed class TableRun(TableRequest request, Terminal terminal)
{
    /// <summary> The key of the table's schema in the model's metadata. </summary>
    public const string SchemaKey = "table";

    /// <summary> Runs to the end. </summary>
    /// <param name="path"> The folder. </param>
    /// <param name="replace"> Whether an older run in it may go. </param>
    /// <param name="threads"> Threads to use; results do not depend on them. </param>
    /// <param name="cancellation"> Ends the training after the step at hand. </param>
    /// <exception cref="TableException"> The table cannot be used. Nothing was written then. </exception>
    /// <exception cref="ToolException"> The options do not fit, the folder cannot be used, or the training diverged. </exception>
    /// <exception cref="OperationCanceledException"> It was cancelled. </exception>
    public TableOutcome Execute(string path, bool replace, int threads, CancellationToken cancellation)
    {
        var table = TrainingTable.Load(request.File, request.Table);
        Describe(table);
        var split = TableSplit.Of(table, request.TestFraction, request.Options.Seed, request.File);
        var data = TrainingData.Regression(split.TrainFeatures, table.Schema.FeatureWidth, split.TrainTargets, table.Schema.Targets.Count);
        StepMemory.Check(request.Options.Training with { Hidden = request.Options.Hidden }, data, 2 * data.TargetWidth);
        var folder = RunFolder.Claim(path, replace, request.ToJson(table));
        var watch = Stopwatch.StartNew();
        using var team = threads > 1 ? new Team(threads) : null;
        var model = Fit(data, table.Schema, folder, team, cancellation);
        var trainingTime = watch.Elapsed;
        model.Save(folder.File(RunFolder.Model));
        var outcome = new TableOutcome { Request = request, Folder = path, Table = table, Split = split, Targets = Measure(model, table, split), TrainingTime = trainingTime };
        if (request.Pictures)
            new TablePictures(request, model, table, split, folder, terminal).Draw(outcome.Targets);
        outcome = outcome with { Time = watch.Elapsed };
        AtomicFile.WriteText(folder.File(RunFolder.Results), outcome.ToJson().ToText());
        return outcome;
    }

    void Describe(TrainingTable table)
    {
        var schema = table.Schema;
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{request.File}: {table.Rows} rows, {schema.Features.Count} columns to predict from ({schema.FeatureWidth} numbers), {schema.Targets.Count} to predict."));
        if (table.DroppedRows > 0)
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{table.DroppedRows} more rows are left out, since a value is missing in them."));
        if (table.ConstantColumns.Count > 0)
            terminal.Say($"The same in every row, so of no help: {ColumnNames.Listed(table.ConstantColumns)}.");
        foreach (var (first, second) in table.DuplicateColumns)
            terminal.Say($"Column '{second}' says the same as '{first}'.");
    }

    HyperGanRegressor Fit(TrainingData data, TableSchema schema, RunFolder folder, Team? team, CancellationToken cancellation)
    {
        using var metrics = new MetricsFile(folder.File(RunFolder.Metrics));
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [SchemaKey] = schema.ToJson() };
        HyperGanRegressor? model = null;
        try
        {
            // How many steps there are is said by the first report.
            Progress.Show(terminal, "training", TrainingProgress.Total, update =>
                model = HyperGanRegressor.Fit(data, request.Options, team, metadata, new TrainingProgress(metrics, update), cancellation));
        }
        catch (ArgumentException e)
        {
            throw new ToolException(ExitCode.Usage, e.Message, e);
        }
        catch (TrainingDivergedException e)
        {
            throw new ToolException(ExitCode.Diverged, $"{e.Message} No model was written.", e);
        }
        return model!;
    }

    TargetOutcome[] Measure(HyperGanRegressor model, TrainingTable table, TableSplit split)
    {
        if (split.TestRows == 0)
            return [];
        var forecasts = Forecast(model, split);
        return [.. table.Schema.Targets.Select((target, t) => new TargetOutcome(target.Name, forecasts[t], Linear(split, table.Schema.Targets.Count, t)))];
    }

    Forecasts[] Forecast(HyperGanRegressor model, TableSplit split)
    {
        try
        {
            return Forecasts.Of(model, split.TestFeatures, split.TestTargets, request.Networks);
        }
        catch (ArgumentException e)
        {
            throw new ToolException(ExitCode.Usage, $"{request.File}: a row that is held out has values so far outside of the others that the networks give no finite number for it; look for extreme values. ({e.Message})", e);
        }
    }

    /// <summary> The linear baseline of a target; null where there are too few rows for it, or none of them is off the line. </summary>
    static Forecasts? Linear(TableSplit split, int targets, int target)
    {
        try
        {
            var baseline = LinearBaseline.Fit(split.TrainFeatures, TableSplit.Column(split.TrainTargets, targets, target));
            return Forecasts.Of(baseline, split.TestFeatures, TableSplit.Column(split.TestTargets, targets, target));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
