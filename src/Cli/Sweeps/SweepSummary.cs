using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Runs;
using Spectre.Console;

namespace HyperGan.Cli.Sweeps;

/// <summary> All results of a sweep: a CSV row for every task, and of tasks that differ by their seeds alone the medians. </summary>
sealed class SweepSummary
{
    /// <summary> Figures of runs that are no results of theirs. </summary>
    static readonly string[] _ofTheRun = ["seed", "steps", "networks", "diverged_at_step", "loss", "fit", "diversity", "training_seconds", "seconds"];

    /// <summary> Groups beside each other in a table. </summary>
    const int TableGroups = 5;

    readonly Sweep _sweep;
    readonly SortedDictionary<int, JsonObject> _results = [];
    readonly List<int> _missing = [];

    /// <summary> Reads what there is. </summary>
    public SweepSummary(Sweep sweep)
    {
        _sweep = sweep;
        for (var index = 0; index < sweep.File.Count; index++)
            if (sweep.Results(index) is { } results)
                _results.Add(index, results);
            else
                _missing.Add(index);
        Figures = [.. _results.Values.SelectMany(results => results).Where(figure => IsNumber(figure.Value) && !_ofTheRun.Contains(figure.Key)).Select(figure => figure.Key).Distinct(StringComparer.Ordinal)];
    }

    /// <summary> Tasks that are not finished. </summary>
    public IReadOnlyList<int> Missing => _missing;

    /// <summary> Names of the figures that tasks ended with. </summary>
    public IReadOnlyList<string> Figures { get; }

    /// <summary> Groups and their medians. </summary>
    IEnumerable<(string Name, int[] Tasks)> Groups => _results.Keys
        .GroupBy(index => string.Join(", ", _sweep.File.VariedOf(index).Where(option => option.Name is not "seed").Select(option => $"{option.Name}={option.Value}")), StringComparer.Ordinal)
        .Select(group => (group.Key, group.ToArray()));

    /// <summary> A row for every finished task. </summary>
    public void WriteCsv(string path) => AtomicFile.Write(path, stream =>
    {
        using var table = new CsvTable(stream);
        table.Write(["index", .. _sweep.File.Varied, .. Figures, "diverged_at_step", "training_seconds"]);
        foreach (var (index, results) in _results)
            table.Write([
                index.ToString(CultureInfo.InvariantCulture), .. _sweep.File.VariedOf(index).Select(option => option.Value),
                .. Figures.Append("diverged_at_step").Append("training_seconds").Select(name => results[name]?.ToJsonString() ?? ""),
            ]);
    });

    /// <summary> Everything as one object. </summary>
    public JsonObject ToJson() => new()
    {
        ["tasks"] = _sweep.File.Count,
        ["finished"] = _results.Count,
        ["missing"] = new JsonArray([.. _missing.Select(index => JsonValue.Create(index))]),
        ["groups"] = new JsonArray([.. Groups.Select(group => new JsonObject
        {
            ["options"] = group.Name,
            ["runs"] = group.Tasks.Length,
            ["medians"] = new JsonObject(Figures.Select(name => KeyValuePair.Create<string, JsonNode?>(name, Number(Median(group.Tasks, name))))),
        })]),
    };

    /// <summary> The medians as tables, a column a group. </summary>
    public void Show(IAnsiConsole console)
    {
        foreach (var groups in Groups.Chunk(TableGroups))
        {
            var table = new Table { Title = new("medians over seeds"), Border = TableBorder.Rounded };
            table.AddColumn("");
            foreach (var (name, _) in groups)
                table.AddColumn(new TableColumn(Markup.Escape(name.Length == 0 ? "all" : name.Replace(", ", "\n", StringComparison.Ordinal))).RightAligned());
            table.AddRow(["runs", .. groups.Select(group => group.Tasks.Length.ToString(CultureInfo.InvariantCulture))]);
            foreach (var figure in Figures)
                table.AddRow([Markup.Escape(figure), .. groups.Select(group => new Result(figure, figure, Median(group.Tasks, figure), "G4").Text)]);
            console.Write(table);
        }
    }

    /// <summary> Of the runs that have the figure; one that diverged has none. </summary>
    double Median(int[] tasks, string name)
    {
        double[] values = [.. tasks.Select(index => _results[index][name]).Where(IsNumber).Select(value => value!.GetValue<double>()).Order()];
        return values.Length == 0 ? double.NaN : (values[values.Length / 2] + values[(values.Length - 1) / 2]) / 2;
    }

    static JsonValue? Number(double value) => double.IsNaN(value) ? null : JsonValue.Create(value);

    static bool IsNumber(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number;
}
