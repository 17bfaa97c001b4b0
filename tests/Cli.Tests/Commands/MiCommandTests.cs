using System.Globalization;
using HyperGan.Mine;

namespace HyperGan.Cli.Tests.Commands;

public sealed class MiCommandTests : IDisposable
{
    static readonly string[] _small = ["--count=3", "--samples=1000", "--fresh=500", "--epochs=15", "--batch=64", "--critics=1", "--hidden=8", "--evaluation-pairs=2000"];

    static readonly string[] _tiny = [.. _small.Select(argument => argument is "--epochs=15" ? "--epochs=1" : argument)];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Estimates_stand_beside_the_truth_in_files_and_figures()
    {
        var result = Tool.Run(["mi", .. _small, $"--out={_folder.File("run")}", "--json"]);
        Assert.Equal(ExitCode.Done, result.Code);
        var estimates = result.Json["estimates"]!.AsArray();
        Assert.Equal([-0.99, 0, 0.99], estimates.Select(row => (double)row!["setting"]!));
        Assert.Equal(CorrelatedGaussian.MutualInformation(0.99), (double)estimates[0]!["truth"]!, 1e-12);
        Assert.InRange((double)estimates[0]!["estimate"]!, 0.3, 2.2);
        Assert.InRange((double)estimates[1]!["estimate"]!, -0.2, 0.2);
        Assert.Equal(estimates.Average(row => Math.Abs((double)row!["estimate"]! - (double)row["truth"]!)), (double)result.Json["mean_absolute_error"]!, 1e-12);
        Assert.Equal(["config.json", "estimates.csv", "information.png", "results.json"], Directory.EnumerateFiles(_folder.File("run")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray());
    }

    [Fact]
    public void Threads_do_not_matter()
    {
        foreach (var threads in (string[])["1", "2"])
            Tool.Run(["mi", .. _tiny, "--task=function", "--function=sine", $"--threads={threads}", $"--out={_folder.File(threads)}"]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder.File("1"), "estimates.csv")), File.ReadAllBytes(Path.Combine(_folder.File("2"), "estimates.csv")));
    }

    [Fact]
    public void A_table_shows_the_settings()
    {
        var result = Tool.Run(["mi", .. _tiny, $"--out={_folder.File("run")}"]);
        Assert.Contains(CorrelatedGaussian.MutualInformation(0.99).ToString("F4", CultureInfo.InvariantCulture), result.Output, StringComparison.Ordinal);
        Assert.Contains("mean absolute error", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("function", "--function=cube"), InlineData("dimension", "--task=function", "--dimension=3")]
    public void An_option_of_the_other_task_is_refused(string name, params string[] arguments)
    {
        var result = Tool.Run(["mi", .. arguments, $"--out={_folder.File("run")}"]);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains($"{name}: --task", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void More_pairs_than_the_memory_holds_are_refused_before_anything_is_written()
    {
        var result = Tool.Run("mi", "--samples=2147483647", "--dimension=1000", "--threads=1", $"--out={_folder.File("run")}");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("GiB at the least", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("run")));
    }

    [Theory]
    [InlineData("--held-out=1")]
    [InlineData("--critics=0")]
    [InlineData("--count=1")]
    [InlineData("--task=nothing")]
    public void Impossible_values_are_refused_before_anything_is_written(string argument)
    {
        var result = Tool.Run("mi", argument, $"--out={_folder.File("run")}");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.NotEmpty(result.Error);
        Assert.False(Directory.Exists(_folder.File("run")));
    }

    [Fact]
    public void A_cancelled_sweep_writes_the_settings_that_are_done()
    {
        using var cancellation = new CancellationTokenSource();
        var result = Tool.Run(["mi", .. _tiny, "--threads=1", $"--out={_folder.File("run")}", "--json"], new CancellingWriter(cancellation, "estimating 1 of 3"), cancellation.Token);
        Assert.Equal(ExitCode.Interrupted, result.Code);
        Assert.Single(result.Json["estimates"]!.AsArray());
        Assert.Equal(2, File.ReadAllLines(Path.Combine(_folder.File("run"), "estimates.csv")).Length);
    }
}
