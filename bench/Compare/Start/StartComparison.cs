using System.Diagnostics;
using System.Text.Json.Nodes;
using static HyperGan.Bench.Compare.Report;

namespace HyperGan.Bench.Compare;

/// <summary> From the start of the tool's process to the end of its first training step, beside a program that does nothing. </summary>
static class StartComparison
{
    /// <summary> The first line of this run is the report of its first step; the step is the whole one of the preset. </summary>
    static readonly string[] _firstStep = ["train", "--task", "cubic", "--steps", "1", "--networks", "2", "--no-pictures", "--force"];

    const string Sign = "training 1 of 1";

    /// <summary> The argument that makes this program the one that does nothing. </summary>
    public const string Nothing = "nothing";

    /// <summary> Measures and prints; the exit code. </summary>
    public static int Run(StartPlan plan)
    {
        try
        {
            var (tool, nothing) = Measure(plan);
            if (plan.Json)
                Console.WriteLine(new JsonObject { ["first_step_ms"] = Math.Round(tool, 1), ["empty_ms"] = Math.Round(nothing, 1), ["threads"] = plan.Threads, ["rounds"] = plan.Rounds }.ToJsonString());
            else
                Print(tool, nothing);
            return 0;
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    static (double Tool, double Nothing) Measure(StartPlan plan)
    {
        if (!File.Exists(plan.Program))
            throw new InvalidOperationException($"There is no tool at '{plan.Program}': build it with 'dotnet build -c Release src/Cli', or say where it is with --program.");
        var folder = Directory.CreateTempSubdirectory("hypergan-start-");
        try
        {
            string[] arguments = [.. _firstStep, "--threads", $"{plan.Threads}", "--out", Path.Combine(folder.FullName, "run")];
            List<double> tool = [], nothing = [];
            // One round more, whose figures are left out: it brings the files into memory.
            for (var round = 0; round <= plan.Rounds; round++)
            {
                tool.Add(ToFirstLine(plan.Program, arguments));
                nothing.Add(ToEnd(OwnProcess.With(Nothing)));
            }
            return (Interleaved.Median([.. tool.Skip(1)]), Interleaved.Median([.. nothing.Skip(1)]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static double ToFirstLine(string program, string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var line = process.StandardError.ReadLine();
        var elapsed = Stopwatch.GetElapsedTime(start);
        var rest = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return line?.StartsWith(Sign, StringComparison.Ordinal) is true
            ? elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"'{program} {string.Join(' ', arguments)}' should say '{Sign} …' first, but says '{line}' {rest.Result}");
    }

    static double ToEnd(ProcessStartInfo program)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(program)!;
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(start);
        return process.ExitCode == 0
            ? elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"'{program.FileName} {string.Join(' ', program.ArgumentList)}' should do nothing, but ended with exit code {process.ExitCode}.");
    }

    static void Print(double tool, double nothing)
    {
        var report = new Report(" ", "ms");
        report.Add("start to the end of the first training step", Figure(tool, 0));
        report.Add("start to end of a program that does nothing", Figure(nothing, 0));
        report.Print();
    }
}
