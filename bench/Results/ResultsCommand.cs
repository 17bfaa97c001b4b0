using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HyperGan.Bench.Results;

/// <summary> The command line of `results`: measures all that is kept, and carries the figures into the README. </summary>
static class ResultsCommand
{
    static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public static Command Create() => new("results", "The figures that are kept: bench/results/MACHINE, and the README's, which come from there.") { Record(), Readme() };

    static Command Record()
    {
        var folder = Folder();
        var peer = new Option<string?>("--peer") { Description = "The step's peer, as in compare step; {threads} and {members} are filled in.", HelpName = "command" };
        var only = new Option<string[]>("--only") { Description = "Only these files.", AllowMultipleArgumentsPerToken = true, HelpName = "name …" };
        only.AcceptOnlyFromAmong([.. Measurement.All(null).Select(m => m.Name)]);
        var command = new Command("record", "Measures on this machine, half an hour with a peer, and writes a file of JSON lines for each comparison.") { folder, peer, only };
        command.SetAction(result =>
        {
            var target = Directory.CreateDirectory(Path.Combine(result.GetValue(folder)!, Machine.Name)).FullName;
            var wanted = result.GetValue(only) is { Length: > 0 } names ? names : null;
            foreach (var measurement in Measurement.All(result.GetValue(peer)))
                if (wanted?.Contains(measurement.Name) != false && !Write(measurement, target))
                    return 1;
            File.WriteAllText(Path.Combine(target, "machine.json"), Machine.Describe().ToJsonString(_indented) + "\n");
            Console.WriteLine(target);
            return 0;
        });
        return command;
    }

    static Command Readme()
    {
        var folder = Folder();
        var file = new Option<string>("--file") { Description = "The file whose marked blocks are written.", DefaultValueFactory = _ => "README.md" };
        var command = new Command("readme", "Writes every block of the README that stands after a marker <!-- results: MACHINE/TABLE --> again.") { folder, file };
        command.SetAction(result =>
        {
            var path = result.GetValue(file)!;
            File.WriteAllText(path, ResultBlocks.Filled(File.ReadAllText(path), result.GetValue(folder)!));
            return 0;
        });
        return command;
    }

    static Option<string> Folder() => new("--folder") { Description = "Where the folders of the machines are.", DefaultValueFactory = _ => "bench/results" };

    /// <summary> Nothing is replaced before all of it is measured. </summary>
    static bool Write(Measurement measurement, string folder)
    {
        var passes = new List<List<JsonNode?>>();
        for (var pass = 0; pass < measurement.Passes; pass++)
            if (Pass(measurement) is { } measured)
                passes.Add(measured);
            else
                return false;
        try
        {
            var lines = Medians.Of(passes);
            File.WriteAllLines(Path.Combine(folder, $"{measurement.Name}.json"), lines);
            return true;
        }
        catch (InvalidDataException e)
        {
            Console.Error.WriteLine($"{measurement.Name}: {e.Message} The file is as it was.");
            return false;
        }
    }

    /// <summary> The lines of all commands, or null where one failed. </summary>
    static List<JsonNode?>? Pass(Measurement measurement)
    {
        var lines = new List<JsonNode?>();
        foreach (var arguments in measurement.Arguments)
        {
            Console.Error.WriteLine($"compare {string.Join(' ', arguments)}");
            if (Run(["compare", .. arguments, "--json"]) is not { } output)
                return null;
            lines.AddRange(output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonNode.Parse(line)));
        }
        return lines;
    }

    static string? Run(string[] arguments)
    {
        var start = OwnProcess.With(arguments);
        (start.RedirectStandardOutput, start.UseShellExecute) = (true, false);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
