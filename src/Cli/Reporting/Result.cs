using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace HyperGan.Cli.Reporting;

/// <summary> A figure that a run ends with. </summary>
/// <param name="Name"> What JSON and tables of many runs call it. </param>
/// <param name="Label"> What it is, for people. </param>
/// <param name="Value"> NaN where there is none: null in JSON, a dash for people. </param>
/// <param name="Format"> For people. </param>
sealed record Result(string Name, string Label, double Value, string Format = "F3")
{
    /// <summary> The value for people. </summary>
    public string Text => double.IsFinite(Value) ? Value.ToString(Format, CultureInfo.InvariantCulture) : "–";

    /// <summary> The value for machines. </summary>
    public JsonNode? Json => double.IsFinite(Value) ? JsonValue.Create(Value) : null;

    /// <summary> A table of them. </summary>
    public static void Show(IAnsiConsole console, string title, IEnumerable<Result> results)
    {
        var table = new Table { Title = new(Markup.Escape(title)), Border = TableBorder.Rounded, ShowHeaders = false };
        table.AddColumn("").AddColumn(new TableColumn("").RightAligned());
        foreach (var result in results)
            table.AddRow(Markup.Escape(result.Label), Markup.Escape(result.Text));
        console.Write(table);
    }
}
