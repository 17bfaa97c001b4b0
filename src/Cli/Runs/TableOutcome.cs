using System.Globalization;
using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Tables;
using Spectre.Console;

namespace HyperGan.Cli.Runs;

/// <summary> How a training on a table ended. </summary>
sealed record TableOutcome
{
    /// <summary> What was asked for. </summary>
    public required TableRequest Request { get; init; }

    /// <summary> Where it was written, as it was given. </summary>
    public required string Folder { get; init; }

    /// <summary> The table. </summary>
    public required TrainingTable Table { get; init; }

    /// <summary> Which of its rows were for what. </summary>
    public required TableSplit Split { get; init; }

    /// <summary> A figure or more for every target; empty if no rows were held out. </summary>
    public required IReadOnlyList<TargetOutcome> Targets { get; init; }

    /// <summary> Of the steps. </summary>
    public TimeSpan TrainingTime { get; init; }

    /// <summary> Of everything but reading the table. </summary>
    public TimeSpan Time { get; init; }

    /// <summary> One object, every figure. </summary>
    public JsonObject ToJson() => new()
    {
        ["data"] = Request.File,
        ["preset"] = Request.Preset,
        ["seed"] = Request.Training.Seed,
        ["networks"] = Request.Networks,
        ["folder"] = Folder,
        ["train_rows"] = Split.Train.Rows,
        ["test_rows"] = Split.Test.Rows,
        ["dropped_rows"] = Table.DroppedRows,
        ["constant_columns"] = Names(Table.ConstantColumns),
        ["duplicate_columns"] = new JsonArray([.. Table.DuplicateColumns.Select(pair => Names([pair.First, pair.Second]))]),
        ["targets"] = new JsonArray([.. Targets.Select(target => target.ToJson())]),
        ["training_seconds"] = TrainingTime.TotalSeconds,
        ["seconds"] = Time.TotalSeconds,
    };

    /// <summary> Shows it: results on the output, all else beside. </summary>
    public void Show(Terminal terminal, bool json)
    {
        if (!json)
            foreach (var target in Targets)
                Show(terminal.Results, target);
        if (Targets.Count == 0)
            terminal.Say("No rows were held out, so nothing is measured; give a --test-fraction above 0 to know how good the model is.");
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{Split.Train.Rows} rows to learn from, {TrainingTime.TotalSeconds:F1} s; with results and pictures {Time.TotalSeconds:F1} s. The run is in {Folder}"));
        if (json)
            terminal.Output.WriteLine(ToJson().ToLine());
    }

    void Show(IAnsiConsole console, TargetOutcome target)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"{target.Name}, on {Split.Test.Rows} rows held out");
        var table = new Table { Title = new(Markup.Escape(title)), Border = TableBorder.Rounded };
        table.AddColumn("").AddColumn(new TableColumn(Markup.Escape(Request.Preset)).RightAligned()).AddColumn(new TableColumn(target.BaselineName).RightAligned());
        for (var i = 0; i < target.Figures.Count; i++)
            table.AddRow(target.Figures[i].Label, target.Figures[i].Text, target.Baseline?[i].Text ?? "–");
        console.Write(table);
    }

    static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);
}
