using System.Diagnostics;
using System.Globalization;
using HyperGan.Cli.Reporting;
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
        var split = TableSplit.Of(table, request.TestFraction, request.Training.Seed, request.File);
        ITableLearner learner = table.Schema.IsClassification ? new ClassificationLearner(request, table.Schema, terminal) : new RegressionLearner(request, table.Schema, terminal);
        StepMemory.Check(request.Training, split.Train.Data!, learner.Outputs);
        var folder = RunFolder.Claim(path, replace, request.ToJson(table));
        var watch = Stopwatch.StartNew();
        using var team = threads > 1 ? new Team(threads) : null;
        Fit(learner, split.Train.Data!, table.Schema, path, folder, team, cancellation);
        var trainingTime = watch.Elapsed;
        learner.Save(folder.File(RunFolder.Model));
        var outcome = new TableOutcome { Request = request, Folder = path, Table = table, Split = split, Targets = Measure(learner, split, path, folder), TrainingTime = trainingTime };
        if (request.Pictures)
            learner.Draw(split, folder);
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
        if (table.RoundedColumns.Count > 0)
            terminal.Say($"Large beside their differences: single precision rounds away the differences in {ColumnNames.Listed(table.RoundedColumns)}. Subtract a value near them all, here and where you predict.");
        if (table.ConstantColumns.Count > 0)
            terminal.Say($"The same in every row, so of no help: {ColumnNames.Listed(table.ConstantColumns)}.");
        foreach (var (first, second) in table.DuplicateColumns)
            terminal.Say($"Column '{second}' says the same as '{first}'.");
    }

    void Fit(ITableLearner learner, TrainingData data, TableSchema schema, string path, RunFolder folder, Team? team, CancellationToken cancellation)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [SchemaKey] = schema.ToJson() };
        try
        {
            using var metrics = new MetricsFile(folder.File(RunFolder.Metrics));
            // How many steps there are is said by the first report.
            Progress.Show(terminal, "training", TrainingProgress.Total, update => learner.Fit(data, team, metadata, new TrainingProgress(metrics, update), cancellation));
        }
        catch (ArgumentException e)
        {
            folder.Release();
            throw new ToolException(ExitCode.Usage, e.Message, e);
        }
        catch (TrainingDivergedException e)
        {
            throw Unfinished("diverged", ExitCode.Diverged, $"{e.Message} No model was written", path, folder, e);
        }
        catch (OperationCanceledException e)
        {
            throw Unfinished("interrupted", ExitCode.Interrupted, "Interrupted. No model was written", path, folder, e);
        }
    }

    static ToolException Unfinished(string how, int code, string what, string path, RunFolder folder, Exception cause)
    {
        var reason = $"{what}; {RunFolder.Config} and the {RunFolder.Metrics} so far are kept in {path}. The same command with --force starts again.";
        folder.WriteUnfinished(how, reason);
        return new(code, reason, cause);
    }

    IReadOnlyList<TargetOutcome> Measure(ITableLearner learner, TableSplit split, string path, RunFolder folder)
    {
        try
        {
            return split.Test.Rows > 0 ? learner.Measure(split) : [];
        }
        catch (ArgumentException e)
        {
            var reason = $"{request.File}: a row that is held out has values so far outside of the others that the networks give no finite number for it; look for extreme values. The model is kept in {path}, unmeasured. ({e.Message})";
            folder.WriteUnfinished("not measured", reason);
            throw new ToolException(ExitCode.Usage, reason, e);
        }
    }
}
