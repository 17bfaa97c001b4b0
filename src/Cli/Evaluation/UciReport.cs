using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Scoring;

namespace HyperGan.Cli.Evaluation;

/// <summary> Means over the splits of a set, with their standard errors: population deviation / √splits, as the published tables have it. </summary>
/// <param name="Data"> The set. </param>
/// <param name="Method"> The method. </param>
/// <param name="Results"> Of the splits that are there, at least one. </param>
sealed record UciRow(UciData Data, string Method, IReadOnlyList<SplitResult> Results)
{
    public (double Mean, double Error) Nll => Of(scores => scores.Nll);

    public (double Mean, double Error) Rmse => Of(scores => scores.Rmse);

    public (double Mean, double Error) Crps => Of(scores => scores.Crps);

    public (double Mean, double Error) Coverage => Of(scores => scores.Coverage);

    public (double Mean, double Error) Width => Of(scores => scores.Width);

    /// <summary> Of all splits together. </summary>
    public double Seconds => Results.Sum(result => result.Seconds);

    /// <summary> One object. </summary>
    public JsonObject ToJson() => new()
    {
        ["set"] = Data.Set.Name,
        ["method"] = Method,
        ["nll"] = Nll.Mean,
        ["nll_se"] = Nll.Error,
        ["rmse"] = Rmse.Mean,
        ["rmse_se"] = Rmse.Error,
        ["crps"] = Crps.Mean,
        ["picp90"] = Coverage.Mean,
        ["mpiw90"] = Width.Mean,
        ["seconds"] = Seconds,
        ["splits"] = Results.Count,
        ["duplicate_rows"] = Data.Set.DuplicateRows,
        ["test_rows_in_train"] = Data.KnownTestRows,
    };

    (double Mean, double Error) Of(Func<Scores, double> score)
    {
        var values = Results.Select(result => score(result.Scores)).ToArray();
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) / values.Length));
    }
}

/// <summary> What came out, for people and for machines. </summary>
/// <param name="rows"> A row a set and method. </param>
sealed class UciReport(IReadOnlyList<UciRow> rows)
{
    /// <summary> A row for every set and method of which there are results. </summary>
    public static UciReport Of(IReadOnlyList<SplitTask> tasks, IReadOnlyDictionary<SplitTask, SplitResult> results) =>
        new([.. tasks.Where(results.ContainsKey).GroupBy(task => (task.Data, task.Method)).Select(group => new UciRow(group.Key.Data, group.Key.Method.Name, [.. group.Select(task => results[task])]))]);

    /// <summary> A line a row. </summary>
    public string ToJsonLines() => string.Concat(rows.Select(row => row.ToJson().ToLine() + "\n"));

    /// <summary> A table, and below it what one must know to read it. </summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("| set | method | NLL | RMSE | CRPS | 90 % interval covers | its width | splits | seconds |\n");
        text.Append("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var row in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {row.Data.Set.Name} | {row.Method} | {row.Nll.Mean:F4} ± {row.Nll.Error:F4} | {row.Rmse.Mean:F4} ± {row.Rmse.Error:F4} | {row.Crps.Mean:G4} | {100 * row.Coverage.Mean:F1} % | {row.Width.Mean:G4} | {row.Results.Count} | {row.Seconds:F1} |\n");
        text.Append("\nMeans over the splits ± standard error (population deviation / √splits), on test rows, in the units of the target; NLL in nats. Seconds are those of all splits, one thread each.\n");
        foreach (var data in rows.Select(row => row.Data).Distinct().Where(data => data.Set.DuplicateRows > 0))
            text.Append(CultureInfo.InvariantCulture, $"{data.Set.Name}: {data.Set.DuplicateRows} of {data.Set.Rows} rows occur before, target included; {100 * data.KnownTestRows:F1} % of the test rows are also training rows.\n");
        return text.ToString();
    }
}
