using System.Globalization;
using Spectre.Console;

namespace HyperGan.Bench.Compare;

/// <summary> A table for a person: boxes on a terminal, Markdown without any control character into a file or a pipe. </summary>
sealed class Report
{
    readonly Table _table = new();
    readonly IAnsiConsole _console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Out) });

    /// <summary> Columns; those whose name starts with a space hold text and lie left, the others hold figures and lie right. </summary>
    public Report(params ReadOnlySpan<string> columns)
    {
        _table.Border(Console.IsOutputRedirected ? TableBorder.Markdown : TableBorder.Rounded);
        if (Console.IsOutputRedirected)
            _console.Profile.Width = 200;
        foreach (var column in columns)
            _table.AddColumn(column.StartsWith(' ')
                ? new TableColumn(new Text(column.Trim())).LeftAligned().NoWrap()
                : new TableColumn(new Text(column)).RightAligned().NoWrap());
    }

    public void Add(params ReadOnlySpan<string> cells)
    {
        var texts = new Text[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            texts[i] = new(cells[i]);
        _table.AddRow(texts);
    }

    public void Print() => _console.Write(_table);

    /// <summary> A number with so many decimals, or a dash where there is none. </summary>
    public static string Figure(double? value, int decimals) =>
        value is { } number ? number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "–";

    /// <summary> The mean that suits ratios. </summary>
    public static double GeometricMean(IEnumerable<double> ratios) => Math.Exp(ratios.Average(Math.Log));
}
