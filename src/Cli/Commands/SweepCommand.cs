using System.CommandLine;
using System.Globalization;
using HyperGan.Cli.Options;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Sweeps;
using Spectre.Console;

namespace HyperGan.Cli.Commands;

/// <summary> <c>hypergan sweep</c>: run, list, reduce. </summary>
static class SweepCommand
{
    const string Text = """
        Many training runs from one JSON file, the product of its lists:

          { "fixed": { "task": "cubic", "steps": 2000 },
            "vary":  { "prior-variance": [1, 4], "seed": [1, 2, 3, 4, 5] } }

        Every task has an index, knows nothing of the others, and leaves a run of its own in a folder; a finished one is skipped.
        So it runs as well under a batch scheduler (Slurm: sbatch --array=0-9, then hypergan sweep run FILE in the script),
        under Kubernetes Indexed Jobs, or under xargs -P.
        """;

    /// <summary> The command. </summary>
    public static Command Create(Terminal terminal, CancellationToken cancellation) => new("sweep", Text)
    {
        new SweepRunCommand().Create(terminal, cancellation),
        Reading("list", "Lists the tasks, and which are finished.", (sweep, json) => List(sweep, json, terminal)),
        Reading("reduce", "Collects the results: summary.csv, and the medians over seeds.", (sweep, json) => Reduce(sweep, json, terminal)),
    };

    /// <summary> The file of a sweep. </summary>
    public static Argument<string> File() => new Argument<string>("FILE") { Description = "The sweep, a JSON file." }.NotEmpty();

    /// <summary> The folder of a sweep. </summary>
    public static Option<string> Out() => new Option<string>("--out") { Description = "Folder of the sweep. Default: runs/ and the file's name.", HelpName = "folder" }.NotEmpty();

    /// <summary> A sweep as it is asked for. </summary>
    public static Sweep Open(string file, string? folder) => new(SweepFile.Read(file), folder ?? Path.Combine("runs", Path.GetFileNameWithoutExtension(file)));

    static Command Reading(string name, string text, Func<Sweep, bool, int> run)
    {
        var (file, folder) = (File(), Out());
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of a table." };
        var command = new Command(name, text) { file, folder, json };
        command.SetAction(parsed => run(Open(parsed.GetValue(file)!, parsed.GetValue(folder)), parsed.GetValue(json)));
        return command;
    }

    static int List(Sweep sweep, bool json, Terminal terminal)
    {
        var tasks = Enumerable.Range(0, sweep.File.Count).Select(index => (Index: index, Varied: sweep.File.VariedOf(index), Done: sweep.Results(index) is not null)).ToList();
        if (json)
        {
            terminal.Output.WriteLine(new System.Text.Json.Nodes.JsonObject
            {
                ["tasks"] = new System.Text.Json.Nodes.JsonArray([.. tasks.Select(task => new System.Text.Json.Nodes.JsonObject(
                [
                    new("index", task.Index), new("finished", task.Done), .. task.Varied.Select(option => KeyValuePair.Create<string, System.Text.Json.Nodes.JsonNode?>(option.Name, option.Value)),
                ]))]),
            }.ToLine());
            return ExitCode.Done;
        }
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(["index", .. sweep.File.Varied.Select(Markup.Escape), "state"]);
        foreach (var task in tasks)
            table.AddRow([task.Index.ToString(CultureInfo.InvariantCulture), .. task.Varied.Select(option => Markup.Escape(option.Value)), task.Done ? "finished" : "open"]);
        terminal.Results.Write(table);
        return ExitCode.Done;
    }

    static int Reduce(Sweep sweep, bool json, Terminal terminal)
    {
        var summary = new SweepSummary(sweep);
        if (summary.Missing.Count < sweep.File.Count)
        {
            var path = Path.Combine(sweep.Folder, "summary.csv");
            summary.WriteCsv(path);
            if (!json)
                summary.Show(terminal.Results);
            terminal.Say($"A row for every task is in {path}");
        }
        if (summary.Missing.Count > 0)
            terminal.Complain($"Not finished: {string.Join(", ", summary.Missing.Take(20))}{(summary.Missing.Count > 20 ? ", …" : "")} ({summary.Missing.Count} of {sweep.File.Count} tasks).");
        if (json)
            terminal.Output.WriteLine(summary.ToJson().ToLine());
        return summary.Missing.Count > 0 ? ExitCode.Incomplete : ExitCode.Done;
    }
}
