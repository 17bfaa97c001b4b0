using System.Text;
using System.Text.Json.Nodes;
using HyperGan.Cli.Uci;
using HyperGan.Kernels;

namespace HyperGan.Cli.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    const int Rows = 40;

    static readonly string[] _quick =
    [
        "--members=4", "--hidden=4", "--mixer-hidden=4", "--latent=4", "--noise-width=4", "--batch-size=20", "--networks=5",
    ];

    readonly TemporaryFolder _folder = new();

    public EvaluateCommandTests() => AddSet("alpha", 1);

    public void Dispose() => _folder.Dispose();

    /// <summary> Mean and deviation of the training targets predict; means over the splits, and population deviation / √splits, by hand. </summary>
    [Fact]
    public void The_constant_comes_out_as_by_hand()
    {
        var set = UciSet.Load(Path.Combine(_folder.File("sets"), "alpha"));
        var errors = UciSplit.All(Rows).Select(split =>
        {
            var mean = set.TargetsOf(split.Train).Average(y => (double)y);
            return Math.Sqrt(set.TargetsOf(split.Test).Average(y => Math.Pow(y - mean, 2)));
        }).ToArray();
        var json = Evaluate("--methods=constant").Json;
        Assert.Equal(errors.Average(), (double)json["rmse"]!, 1e-9);
        Assert.Equal(Math.Sqrt(errors.Average(error => Math.Pow(error - errors.Average(), 2)) / 20), (double)json["rmse_se"]!, 1e-9);
    }

    [Fact]
    public void There_is_a_line_of_JSON_for_every_set_and_method()
    {
        AddSet("beta", 2);
        var result = Evaluate([.. _quick, "--methods=calibrated,linear", "--splits=2", "--steps=10"]);
        Assert.Equal(ExitCode.Done, result.Code);
        var lines = result.Output.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        Assert.Equal([("alpha", "calibrated"), ("alpha", "linear"), ("beta", "calibrated"), ("beta", "linear")], lines.Select(line => ((string)line["set"]!, (string)line["method"]!)));
        foreach (var line in lines)
        {
            Assert.Equal(["set", "method", "nll", "nll_se", "rmse", "rmse_se", "crps", "picp90", "mpiw90", "seconds"], line.Select(pair => pair.Key).Take(10).ToArray());
            Assert.All(line.Skip(2), pair => Assert.True(double.IsFinite((double)pair.Value!), pair.Key));
        }
        Assert.Equal(result.Output, File.ReadAllText(Path.Combine(_folder.File("out"), "results.jsonl")));
    }

    [Fact]
    public void A_method_named_twice_is_evaluated_once()
    {
        var result = Evaluate("--methods=linear,linear", "--splits=3");
        Assert.Equal(3, (int)result.Json["splits"]!);
        Assert.Equal(result.Output.Length, Evaluate("--methods=linear", "--splits=3").Output.Length);
    }

    [Fact]
    public void Without_JSON_there_is_a_table_that_flags_duplicates()
    {
        File.AppendAllText(Path.Combine(_folder.File("sets"), "alpha", "data.txt"), string.Concat(Enumerable.Repeat("1 2 3\n", 20)));
        var result = Run("--methods=linear", "--splits=3");
        Assert.StartsWith("| set | method | NLL | RMSE |", result.Output, StringComparison.Ordinal);
        Assert.Contains("| alpha | linear | ", result.Output, StringComparison.Ordinal);
        Assert.Contains("alpha: 19 of 60 rows occur before", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_that_are_there_are_not_worked_out_again()
    {
        Evaluate("--methods=linear", "--splits=2");
        Replace("linear-01.json", json => json["rmse"] = 1e6);
        var result = Evaluate("--methods=linear", "--splits=3");
        Assert.Contains("2 of 3 splits are there already", result.Error, StringComparison.Ordinal);
        Assert.InRange((double)result.Json["rmse"]!, 1e6 / 3, 1e6);
    }

    [Fact]
    public void Other_options_other_data_and_broken_files_are_worked_out_anew()
    {
        var first = Evaluate([.. _quick, "--splits=2", "--steps=10"]).Json;
        Assert.Contains("2 of 2 splits", Evaluate([.. _quick, "--splits=2", "--steps=10"]).Error, StringComparison.Ordinal);
        var other = Evaluate([.. _quick, "--splits=2", "--steps=11"]);
        Assert.DoesNotContain("there already", other.Error, StringComparison.Ordinal);
        Assert.NotEqual((double)first["nll"]!, (double)other.Json["nll"]!);
        File.WriteAllText(Result("calibrated-01.json"), """{"settings": """);
        var mended = Evaluate([.. _quick, "--splits=2", "--steps=11"]);
        Assert.Contains("1 of 2 splits", mended.Error, StringComparison.Ordinal);
        Assert.Equal((double)other.Json["nll"]!, (double)mended.Json["nll"]!);
        File.AppendAllText(Path.Combine(_folder.File("sets"), "alpha", "data.txt"), "1 2 3\n");
        Assert.DoesNotContain("there already", Evaluate([.. _quick, "--splits=2", "--steps=11"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_do_not_depend_on_the_threads()
    {
        var one = Evaluate([.. _quick, "--splits=3", "--steps=10", "--threads=1"]).Json;
        var three = Run([.. _quick, "--splits=3", "--steps=10", "--processes=3", "--json", $"--out={_folder.File("other")}"]).Json;
        foreach (var name in (string[])["nll", "rmse", "crps", "picp90", "mpiw90"])
            Assert.Equal((double)one[name]!, (double)three[name]!);
    }

    [Fact]
    public void An_evaluation_that_is_cancelled_goes_on_where_it_was()
    {
        using var cancellation = new CancellationTokenSource();
        string[] arguments = ["evaluate", "uci", $"--data={_folder.File("sets")}", .. _quick, "--splits=4", "--steps=10", "--threads=1", "--json", $"--out={_folder.File("out")}"];
        var result = Tool.Run(arguments, new CancellingWriter(cancellation, "splits 2 of 4"), cancellation.Token);
        Assert.Equal(ExitCode.Interrupted, result.Code);
        Assert.Contains("2 splits are left", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, (int)result.Json["splits"]!);
        var again = Tool.Run(arguments);
        Assert.Equal(ExitCode.Done, again.Code);
        Assert.Contains("2 of 4 splits are there already", again.Error, StringComparison.Ordinal);
        Assert.Equal(4, (int)again.Json["splits"]!);
    }

    [Fact]
    public void A_method_that_fails_does_not_hold_up_the_others()
    {
        AddSet("flat", 3, slope: 0);
        var result = Evaluate("--methods=constant", "--splits=2");
        Assert.Equal(ExitCode.Incomplete, result.Code);
        Assert.Contains("flat, constant, split 0: ConstantBaseline: 36 targets of one value", result.Error, StringComparison.Ordinal);
        Assert.Contains("flat, constant, split 1", result.Error, StringComparison.Ordinal);
        Assert.Equal("alpha", (string?)result.Json["set"]);
        Assert.Single(result.Output.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--sets=alpah", "there is no set 'alpah'. Did you mean 'alpha'?")]
    [InlineData("--methods=best", "methods: 'best'")]
    [InlineData("--methods=,", "methods: none is named")]
    [InlineData("--splits=0", "splits: 0")]
    [InlineData("--threads=0", "threads: 0")]
    [InlineData("--networks=1", "networks: 1")]
    [InlineData("--rate=-1", "rate: -1")]
    [InlineData("--cross-fit=false", "take calibrated")]
    public void What_cannot_be_evaluated_is_refused_before_anything_is_written(string argument, string reason)
    {
        var result = Evaluate(argument);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    [Fact]
    public void Folders_without_sets_are_refused()
    {
        Assert.Contains("there is no such folder", Tool.Run("evaluate", "uci", $"--data={_folder.File("nowhere")}").Error, StringComparison.Ordinal);
        Assert.Contains("no folder in it has a data.txt", Tool.Run("evaluate", "uci", $"--data={Path.Combine(_folder.File("sets"), "alpha")}").Error, StringComparison.Ordinal);
        File.AppendAllText(Path.Combine(_folder.File("sets"), "alpha", "data.txt"), "1 x 3\n");
        AddSet("tiny", 3, rows: 5);
        Assert.Contains("5 rows; a tenth of them is no test row", Evaluate("--sets=tiny").Error, StringComparison.Ordinal);
        var broken = Evaluate();
        Assert.Equal(ExitCode.Usage, broken.Code);
        Assert.Contains($"data.txt, row {Rows + 1}, column 1: 'x'", broken.Error, StringComparison.Ordinal);
    }

    void AddSet(string name, ulong seed, int rows = Rows, Real slope = 1)
    {
        var draws = new Real[3 * rows];
        new RandomStream(seed).Normal(draws);
        var text = new StringBuilder();
        for (var i = 0; i < rows; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{draws[3 * i]} {draws[3 * i + 1]} {slope * (draws[3 * i] + draws[3 * i + 2])}\n");
        var folder = Directory.CreateDirectory(Path.Combine(_folder.File("sets"), name)).FullName;
        File.WriteAllText(Path.Combine(folder, "data.txt"), text.ToString());
        File.WriteAllText(Path.Combine(folder, "index_features.txt"), "0 1\n");
        File.WriteAllText(Path.Combine(folder, "index_target.txt"), "2\n");
    }

    string Result(string name) => Path.Combine(_folder.File("out"), "alpha", name);

    void Replace(string name, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(Result(name)))!.AsObject();
        change(json);
        File.WriteAllText(Result(name), json.ToJsonString());
    }

    Tool Evaluate(params string[] arguments) => Run([.. arguments, "--json"]);

    Tool Run(params string[] arguments) =>
        Tool.Run(["evaluate", "uci", $"--data={_folder.File("sets")}", .. arguments, .. Array.Exists(arguments, argument => argument.StartsWith("--out", StringComparison.Ordinal)) ? [] : new[] { $"--out={_folder.File("out")}" }]);
}
