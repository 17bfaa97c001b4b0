using System.Globalization;
using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Runs;
using HyperGan.Plotting;
using Spectre.Console;

namespace HyperGan.Cli.Information;

/// <summary> What a sweep of estimates ended with. </summary>
/// <param name="task"> What was estimated. </param>
/// <param name="seed"> What samples and critics followed from. </param>
/// <param name="rows"> The settings that were done. </param>
sealed class InformationReport(IInformationTask task, ulong seed, IReadOnlyList<InformationRow> rows)
{
    /// <summary> Whether settings are missing. </summary>
    public bool Interrupted => rows.Count < task.Settings.Count;

    double MeanAbsoluteError => rows.Count > 0 ? rows.Average(row => Math.Abs(row.Error)) : double.NaN;

    double LargestError => rows.Count > 0 ? rows.Max(row => Math.Abs(row.Error)) : double.NaN;

    /// <summary> Into a run's folder: <c>estimates.csv</c>, <c>information.png</c>, <c>results.json</c>. </summary>
    public void Write(RunFolder folder)
    {
        using (var table = new CsvTable(folder.File("estimates.csv"), "setting", "truth", "estimate", "standard_error"))
            foreach (var row in rows)
                table.Add(row.Setting, row.Truth, row.Estimate.Value, row.Estimate.StandardError);
        if (rows.Count > 0)
            Picture().SavePng(folder.File("information.png"));
        AtomicFile.WriteText(folder.File(RunFolder.Results), ToJson().ToText());
    }

    /// <summary> Shows it: results on the output, all else beside. </summary>
    public void Show(Terminal terminal, string folder, bool json)
    {
        if (!json && rows.Count > 0)
            ShowTable(terminal);
        if (Interrupted)
            terminal.Complain($"Interrupted: {rows.Count} of {task.Settings.Count} settings are done and written.");
        terminal.Say($"The run is in {folder}");
        if (json)
            terminal.Output.WriteLine(ToJson().ToLine());
    }

    JsonObject ToJson() => new()
    {
        ["task"] = task.Name,
        ["seed"] = seed,
        ["interrupted"] = Interrupted,
        ["mean_absolute_error"] = new Result("", "", MeanAbsoluteError).Json,
        ["largest_error"] = new Result("", "", LargestError).Json,
        ["estimates"] = new JsonArray([.. rows.Select(row => new JsonObject
        {
            ["setting"] = row.Setting, ["truth"] = row.Truth, ["estimate"] = row.Estimate.Value, ["standard_error"] = row.Estimate.StandardError,
        })]),
    };

    InformationEstimates Picture()
    {
        double[] fine = [.. task.FineSettings];
        return new()
        {
            Title = task.Title,
            Subtitle = "mutual information by MINE, on fresh samples",
            XLabel = task.SettingName,
            YLabel = "nats",
            Truth = new("truth", fine, Array.ConvertAll(fine, task.MutualInformation)),
            Estimates =
            [
                new("estimate", [.. rows.Select(row => row.Setting)], [.. rows.Select(row => row.Estimate.Value)], [.. rows.Select(row => row.Estimate.StandardError)]),
            ],
        };
    }

    void ShowTable(Terminal terminal)
    {
        var table = new Table { Title = new(Markup.Escape(task.Title)), Border = TableBorder.Rounded };
        foreach (var column in (string[])[task.SettingName, "truth, nats", "estimate", "standard error", "error"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var row in rows)
            table.AddRow([.. new[] { row.Setting, row.Truth, row.Estimate.Value, row.Estimate.StandardError, row.Error }
                .Select(value => value.ToString("F4", CultureInfo.InvariantCulture))]);
        terminal.Results.Write(table);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean absolute error {MeanAbsoluteError:F4} nats"));
    }
}
