using System.Text.Json.Nodes;
using HyperGan.Cli.Runs;

namespace HyperGan.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Out => _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cubic_leaves_all_its_files_and_figures()
    {
        var result = Train("--no-pictures=false", "--json");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(["config.json", "curves.png", "members.png", "metrics.csv", "model.safetensors", "results.json", "uncertainty.png"], Files(Out));
        foreach (var name in (string[])["mse_in_range", "coverage_in_range", "coverage_all", "deviation_at_0", "deviation_at_4", "deviation_at_6", "loss", "seconds"])
            Assert.True(double.IsFinite((double)result.Json[name]!), name);
        Assert.Equal(20, (int)result.Json["steps"]!);
        Assert.True(JsonNode.DeepEquals(result.Json, JsonNode.Parse(File.ReadAllText(Path.Combine(Out, RunFolder.Results)))));
    }

    [Fact]
    public void Clusters_leave_all_their_files_and_figures()
    {
        var result = Train("--task=clusters", "--no-pictures=false", "--json");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(["config.json", "curves.png", "entropy.png", "metrics.csv", "model.safetensors", "results.json", "uncertainty.png"], Files(Out));
        Assert.InRange((double)result.Json["accuracy"]!, 0.2, 0.86);
        Assert.InRange((double)result.Json["nll"]!, 0.38, 3);
        Assert.InRange((double)result.Json["ood_auroc"]!, 0, 1);
        Assert.Equal("disagreement", (string?)result.Json["preset"]);
    }

    [Theory]
    [MemberData(nameof(AllPresets))]
    public void Every_preset_learns_x_cubed(string preset) => Assert.Equal(ExitCode.Done, Train($"--preset={preset}", "--steps=2").Code);

    public static TheoryData<string> AllPresets => [.. Presets.Names];

    [Fact]
    public void Its_figures_are_those_of_the_model_it_leaves()
    {
        var json = Train("--json").Json;
        var ensemble = EnsembleModel.Load(Path.Combine(Out, RunFolder.Model)).Ensemble;
        var summary = ensemble.Summarize([0, 4, 6], 10);
        Assert.Equal([(double)json["deviation_at_0"]!, (double)json["deviation_at_4"]!, (double)json["deviation_at_6"]!], summary.Deviations, Near);
        Real[] inside = [.. Enumerable.Range(-400, 801).Select(i => (Real)(i / 100.0))];
        var all = ensemble.Summarize(inside, 10);
        var errors = inside.Select((x, i) => all.Means[i] - Math.Pow(x, 3)).ToArray();
        Assert.Equal(errors.Average(error => error * error), (double)json["mse_in_range"]!, Near);
        Assert.Equal(errors.Select((error, i) => Math.Abs(error) <= 3 * all.Deviations[i] ? 1.0 : 0).Average(), (double)json["coverage_in_range"]!, 0.003);
    }

    [Fact]
    public void Two_runs_and_two_threads_give_the_same_bytes()
    {
        string[] arguments = ["train", "--steps=6", "--networks=10", "--no-pictures", "--seed=3"];
        (string Name, int Threads)[] runs = [("a", 1), ("b", 1), ("c", 2)];
        foreach (var (name, threads) in runs)
            Assert.Equal(ExitCode.Done, Tool.Run([.. arguments, $"--threads={threads}", $"--out={_folder.File(name)}"]).Code);
        foreach (var file in (string[])[RunFolder.Model, RunFolder.Metrics])
        {
            var first = File.ReadAllBytes(Path.Combine(_folder.File("a"), file));
            Assert.NotEmpty(first);
            Assert.Equal(first, File.ReadAllBytes(Path.Combine(_folder.File("b"), file)));
            Assert.Equal(first, File.ReadAllBytes(Path.Combine(_folder.File("c"), file)));
        }
    }

    [Fact]
    public void Another_seed_gives_another_model()
    {
        Train("--seed=1");
        Tool.Run(["train", .. Tool.Small, "--seed=2", $"--out={_folder.File("other")}"]);
        Assert.NotEqual(File.ReadAllBytes(Path.Combine(Out, RunFolder.Model)), File.ReadAllBytes(Path.Combine(_folder.File("other"), RunFolder.Model)));
    }

    [Fact]
    public void Metrics_have_a_row_a_report_and_the_last_step()
    {
        Train("--steps=250");
        var rows = File.ReadAllLines(Path.Combine(Out, RunFolder.Metrics));
        Assert.Equal("step,loss,fit,diversity,diversity_own", rows[0]);
        Assert.Equal(126, rows.Length);
        Assert.StartsWith("250,", rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_configuration_holds_every_option_and_the_data()
    {
        Train("--rate=0.25", "--data=7", "--data-deviation=3");
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(Out, RunFolder.Config)))!;
        var options = HyperGanOptions.FromJson(config["options"]!.ToJsonString());
        Assert.Equal((0.25, 20, 3.0), (options.Rate, options.Steps, options.NoiseDeviation));
        Assert.Equal(("7", 3.0, "anchored"), ((string)config["data"]!, (double)config["data-deviation"]!, (string)config["preset"]!));
    }

    [Fact]
    public void A_used_folder_is_refused_and_stays_as_it_was()
    {
        Train();
        var before = File.ReadAllBytes(Path.Combine(Out, RunFolder.Model));
        var result = Train("--seed=9");
        Assert.Equal(ExitCode.Files, result.Code);
        Assert.Contains("is used already", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(Out, RunFolder.Model)));
    }

    [Fact]
    public void Force_replaces_a_run_and_nothing_else()
    {
        Train();
        File.WriteAllText(Path.Combine(Out, "notes.txt"), "mine");
        File.WriteAllText(Path.Combine(Out, "uncertainty.png"), "of the old run");
        Assert.Equal(ExitCode.Done, Train("--seed=9", "--force").Code);
        Assert.Equal(["config.json", "metrics.csv", "model.safetensors", "notes.txt", "results.json"], Files(Out));
        Assert.Contains("\"seed\": 9", File.ReadAllText(Path.Combine(Out, RunFolder.Config)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused()
    {
        File.WriteAllText(_folder.File("file"), "");
        var result = Tool.Run(["train", .. Tool.Small, $"--out={Path.Combine(_folder.File("file"), "run")}"]);
        Assert.Equal(ExitCode.Files, result.Code);
        Assert.Contains("cannot be written", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_option_is_refused_with_a_suggestion()
    {
        var result = Train("--stepz=3");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("--steps", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.False(Directory.Exists(Out));
    }

    [Theory]
    [InlineData("--steps=0", "steps: 0")]
    [InlineData("--networks=1", "networks: 1")]
    [InlineData("--hidden=2000000000", "GiB")]
    [InlineData("--members=2000000000", "GiB")]
    [InlineData("--latent=2000000000", "GiB")]
    [InlineData("--mixer-hidden=2000000000", "GiB")]
    [InlineData("--threads=0", "threads: 0")]
    [InlineData("--data=yesterday", "yesterday")]
    [InlineData("--data-deviation=-1", "data-deviation: -1")]
    [InlineData("--data-deviation=4,5", "--data-deviation: '4,5' is not a number")]
    [InlineData(sizeof(Real) == sizeof(float) ? "--data-deviation=1e300" : "--data-deviation=1.7e308", "data-deviation: 1")]
    [InlineData("--classify", "classify: there is no table; name the columns to predict with --target")]
    [InlineData("--features=a", "features: there is no table")]
    [InlineData("--test-fraction=0.2", "test-fraction: there is no table")]
    [InlineData("--separator=;", "separator: there is no table")]
    [InlineData("--preset=best", "anchored")]
    public void Impossible_values_are_refused_before_anything_is_written(string argument, string message)
    {
        var result = Tool.Run(["train", .. Tool.Small.Where(other => !other.StartsWith(argument.Split('=')[0], StringComparison.Ordinal)), argument, $"--out={Out}"]);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void An_empty_folder_name_is_refused()
    {
        var result = Tool.Run(["train", .. Tool.Small, "--out", ""]);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("--out: the name is empty", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_shows_where_an_error_comes_from() =>
        Assert.Contains("   at ", Tool.Run(["train", "--steps=0", $"--out={Out}", "--verbose"]).Error, StringComparison.Ordinal);

    [Fact]
    public void A_run_that_diverges_names_the_step_and_keeps_a_good_model()
    {
        var result = Train($"--rate={Tool.ExplosiveRate}", "--json");
        Assert.Equal(ExitCode.Diverged, result.Code);
        var step = (int)result.Json["diverged_at_step"]!;
        Assert.Contains($"at step {step}", result.Error, StringComparison.Ordinal);
        var ensemble = EnsembleModel.Load(Path.Combine(Out, RunFolder.Model)).Ensemble;
        Assert.All(ensemble.Summarize([-6, 0, 6], 10).Means, mean => Assert.InRange(mean, -1e4, 1e4));
    }

    [Fact]
    public void A_cancelled_run_finishes_its_step_and_writes_what_there_is()
    {
        using var cancellation = new CancellationTokenSource();
        var result = Tool.Run(["train", "--steps=60", .. Tool.Small[1..], $"--out={Out}", "--json"], new CancellingWriter(cancellation, "training 6 of 60"), cancellation.Token);
        Assert.Equal(ExitCode.Interrupted, result.Code);
        Assert.Contains("Interrupted after step 6 of 60", result.Error, StringComparison.Ordinal);
        Assert.Equal((6, true), ((int)result.Json["steps"]!, (bool)result.Json["interrupted"]!));
        Assert.True(double.IsFinite(EnsembleModel.Load(Path.Combine(Out, RunFolder.Model)).Ensemble.Summarize([0], 10).Deviations[0]));
        Assert.StartsWith("6,", File.ReadAllLines(Path.Combine(Out, RunFolder.Metrics))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_terminal_there_are_plain_lines()
    {
        var result = Train();
        Assert.Contains("training 20 of 20", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Output + result.Error, letter => char.IsControl(letter) && letter is not '\n' and not '\r');
    }

    [Fact]
    public void Help_names_options_and_exit_codes()
    {
        var result = Tool.Run("train", "--help");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("--prior-variance", result.Output, StringComparison.Ordinal);
        Assert.Contains("130", Tool.Run("--help").Output, StringComparison.Ordinal);
    }

    Tool Train(params string[] arguments) => Tool.Run(["train", .. Tool.Small.Where(small => !arguments.Any(own => own.StartsWith(small.Split('=')[0], StringComparison.Ordinal))), .. arguments, $"--out={Out}"]);

    static string[] Files(string folder) => [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-4 * (1 + Math.Abs(a));
}
