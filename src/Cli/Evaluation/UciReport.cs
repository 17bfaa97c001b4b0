using System.Globalization;
using System.Text;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Evaluation;

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
