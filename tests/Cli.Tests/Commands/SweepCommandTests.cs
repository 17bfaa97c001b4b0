using System.Text.Json.Nodes;
using HyperGan.Cli.Runs;

namespace HyperGan.Cli.Tests.Commands;

public sealed class SweepCommandTests : IDisposable
{
    const string Fixed = """ "fixed": { "task": "cubic", "steps": 5, "members": 4, "hidden": [8], "mixer-hidden": [8], "networks": 10, "no-pictures": true } """;

    readonly TemporaryFolder _folder = new();

    public SweepCommandTests()
    {
        Environment.SetEnvironmentVariable("SLURM_ARRAY_TASK_ID", null);
        Environment.SetEnvironmentVariable("JOB_COMPLETION_INDEX", null);
        Write("""{ FIXED, "vary": { "prior-variance": [1, 4], "seed": [1, 2, 3] } }""");
    }

    string SweepPath => _folder.File("sweep.json");

    string Out => _folder.File("out");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("SLURM_ARRAY_TASK_ID", null);
        Environment.SetEnvironmentVariable("JOB_COMPLETION_INDEX", null);
        _folder.Dispose();
    }

    [Fact]
    public void Tasks_are_the_product_of_the_lists()
    {
        var tasks = Sweep("list", "--json").Json["tasks"]!.AsArray();
        Assert.Equal(["1 1", "1 2", "1 3", "4 1", "4 2", "4 3"], tasks.Select(task => $"{task!["prior-variance"]} {task["seed"]}").ToArray());
        Assert.All(tasks, task => Assert.False((bool)task!["finished"]!));
    }

    [Fact]
    public void An_index_runs_its_task_alone_and_once()
    {
        var first = Sweep("run", "--index=4");
        Assert.Equal(ExitCode.Done, first.Code);
        Assert.Equal(2, (int)first.Json["seed"]!);
        Assert.Contains("\"prior-variance\": 4", File.ReadAllText(Path.Combine(Out, "0004", RunFolder.Config)), StringComparison.Ordinal);
        Assert.Equal(["0004"], Directory.EnumerateFileSystemEntries(Out).Select(path => Path.GetFileName(path)).ToArray());
        var second = Sweep("run", "--index=4");
        Assert.Equal(ExitCode.Done, second.Code);
        Assert.Contains("finished already", second.Error, StringComparison.Ordinal);
        Assert.Empty(second.Output);
    }

    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID")]
    [InlineData("JOB_COMPLETION_INDEX")]
    public void A_scheduler_says_which_task_is_meant(string variable)
    {
        Environment.SetEnvironmentVariable(variable, "2");
        Assert.Equal(3, (int)Sweep("run").Json["seed"]!);
        Assert.False(Directory.Exists(Path.Combine(Out, "0000")));
    }

    [Fact]
    public void Without_an_index_all_that_are_not_finished_run_and_reduce_collects_them()
    {
        Sweep("run", "--index=1");
        var written = File.GetLastWriteTimeUtc(Path.Combine(Out, "0001", RunFolder.Results));
        Directory.CreateDirectory(Path.Combine(Out, "0003"));
        File.WriteAllText(Path.Combine(Out, "0003", RunFolder.Metrics), "of a run that was killed");
        Assert.Equal(ExitCode.Incomplete, Sweep("reduce").Code);
        Assert.Equal(ExitCode.Done, Sweep("run").Code);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(Out, "0001", RunFolder.Results)));
        var reduced = Sweep("reduce", "--json");
        Assert.Equal(ExitCode.Done, reduced.Code);
        var rows = File.ReadAllLines(Path.Combine(Out, "summary.csv"));
        Assert.Equal(7, rows.Length);
        Assert.StartsWith("index,prior-variance,seed,mse_in_range,", rows[0], StringComparison.Ordinal);
        var groups = reduced.Json["groups"]!.AsArray();
        Assert.Equal(["prior-variance=1", "prior-variance=4"], groups.Select(group => (string)group!["options"]!).ToArray());
        var errors = rows[1..4].Select(row => double.Parse(row.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture)).Order().ToArray();
        Assert.Equal(errors[1], (double)groups[0]!["medians"]!["mse_in_range"]!, 1e-12);
    }

    [Fact]
    public void Processes_give_what_one_process_gives()
    {
        Write("""{ FIXED, "vary": { "seed": [1, 2] } }""");
        Assert.Equal(ExitCode.Done, Sweep("run").Code);
        var other = Tool.Run("sweep", "run", SweepPath, $"--out={_folder.File("other")}", "--processes=2");
        Assert.Equal((ExitCode.Done, ""), (other.Code, other.Output));
        foreach (var index in (string[])["0000", "0001"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(Out, index, RunFolder.Model)), File.ReadAllBytes(Path.Combine(_folder.File("other"), index, RunFolder.Model)));
    }

    [Fact]
    public void A_task_that_diverges_does_not_hold_up_the_others()
    {
        Write($$"""{ FIXED, "vary": { "rate": [{{Tool.ExplosiveRate}}, 0.001] } }""");
        var result = Sweep("run");
        Assert.Equal(ExitCode.Incomplete, result.Code);
        Assert.Contains($"task 0 (rate={Tool.ExplosiveRate}) ended with exit code 4", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Out, "0001", RunFolder.Results)));

        var again = Sweep("run");
        Assert.Equal(ExitCode.Incomplete, again.Code);
        Assert.Contains($"task 0 (rate={Tool.ExplosiveRate}) diverged at step", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_that_are_damaged_are_no_results()
    {
        Sweep("run", "--index=0");
        var results = Path.Combine(Out, "0000", RunFolder.Results);
        var whole = JsonNode.Parse(File.ReadAllText(results))!["mse_in_range"]!.ToJsonString();
        File.WriteAllText(results, "{ \"task");
        Assert.Equal(ExitCode.Done, Sweep("list").Code);
        Assert.Equal(ExitCode.Done, Sweep("run", "--index=0").Code);
        Assert.Equal(whole, JsonNode.Parse(File.ReadAllText(results))!["mse_in_range"]!.ToJsonString());
    }

    [Fact]
    public void A_folder_of_another_sweep_is_refused()
    {
        Sweep("run", "--index=0");
        Write("""{ FIXED, "vary": { "prior-variance": [2], "seed": [1, 2, 3] } }""");
        var result = Sweep("run", "--index=0");
        Assert.Equal(ExitCode.Files, result.Code);
        Assert.Contains("other options", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "cannot be used")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{ "vary": { "seed": [] } }""", "no values")]
    [InlineData("""{ "vary": { "seed": 3 } }""", "no list")]
    [InlineData("""{ "vary": { "seed": [1], "seed": [2] } }""", "seed")]
    [InlineData("""{ "varies": { } }""", "varies")]
    [InlineData("""{ "fixed": { "out": "x" } }""", "'out' belongs")]
    [InlineData("""{ "vary": { "stepz": [1] } }""", "stepz")]
    [InlineData("""{ "vary": { "seed": [1], "steps": [5, 0] } }""", "task 1 (seed=1, steps=0): steps: 0")]
    public void A_file_that_is_no_sweep_is_refused_before_anything_runs(string json, string message)
    {
        Write(json);
        var result = Sweep("run");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Theory]
    [InlineData("--index=6", ExitCode.Usage)]
    [InlineData("--index=-1", ExitCode.Usage)]
    [InlineData("--processes=0", ExitCode.Usage)]
    public void Numbers_out_of_range_are_refused(string argument, int code) => Assert.Equal(code, Sweep("run", argument).Code);

    [Fact]
    public void A_missing_file_is_named()
    {
        var result = Tool.Run("sweep", "list", _folder.File("nothing.json"));
        Assert.Equal(ExitCode.Files, result.Code);
        Assert.Contains("nothing.json", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_sweep_goes_on_where_it_was()
    {
        using var cancellation = new CancellationTokenSource();
        var result = Tool.Run(["sweep", "run", SweepPath, $"--out={Out}"], new CancellingWriter(cancellation, "sweep 2 of 6"), cancellation.Token);
        Assert.Equal(ExitCode.Interrupted, result.Code);
        Assert.Equal(["0000", "0001"], Directory.EnumerateDirectories(Out).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray());
        Assert.Equal(ExitCode.Done, Sweep("run").Code);
        Assert.Equal(ExitCode.Done, Sweep("reduce").Code);
    }

    Tool Sweep(string verb, params string[] arguments) => Tool.Run(["sweep", verb, SweepPath, .. arguments, $"--out={Out}"]);

    void Write(string json) => File.WriteAllText(SweepPath, json.Replace("FIXED", Fixed, StringComparison.Ordinal));
}
