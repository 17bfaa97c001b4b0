using System.Globalization;
using System.IO.Pipes;
using System.Text;
using HyperGan.Cli.Runs;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Tests.Commands;

public sealed class PredictCommandTests(TrainedTable trained) : IClassFixture<TrainedTable>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Table => _folder.File("new.csv");

    string Out => _folder.File("predicted.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_predictions_are_those_of_the_model()
    {
        var result = Predict(SmallTable.Text(50, seed: 2), "--members=30", "--level=0.8", "--seed=5", "--json");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal((50, 0), ((int)result.Json["rows"]!, (int)result.Json["dropped_rows"]!));
        var lines = File.ReadAllLines(Out);
        Assert.Equal("mean,epistemic_deviation,aleatoric_deviation,lower,upper", lines[0]);
        AssertPredicts(lines[1..], members: 30, level: 0.8, seed: 5);
    }

    /// <summary> 2 000 networks make blocks of 262 rows: three of them, none in another's place. </summary>
    [Fact]
    public void Many_rows_keep_their_order()
    {
        Assert.Equal(ExitCode.Done, Predict(SmallTable.Text(600, seed: 2), "--members=2000").Code);
        var lines = File.ReadAllLines(Out)[1..];
        Assert.Equal(600, lines.Length);
        var model = HyperGanRegressor.Load(trained.Model);
        var features = Features();
        foreach (var row in (int[])[0, 261, 262, 523, 524, 599])
            Assert.Equal(model.Predict(features.AsSpan(row * model.Inputs, model.Inputs), 2_000).Mean[0], Numbers(lines[row])[0], 1e-3);
    }

    [Fact]
    public void Columns_may_stand_in_another_order_and_have_company()
    {
        Predict("a,colour,constant,twin,b\n1,red,7,1,0.001\n-1,blue,7,-1,0\n");
        var first = File.ReadAllText(Out);
        Predict("b;extra;twin;constant;colour;a\n0,001;x;1;7;red;1\n0;y;-1;7;blue;-1\n");
        Assert.Equal(first, File.ReadAllText(Out));
    }

    [Fact]
    public void Rows_that_are_dropped_leave_the_numbers_of_the_others()
    {
        var result = Predict("a,colour,constant,twin,b\n1,red,7,1,0.001\n,red,7,1,0\n-1,blue,7,-1,0\n", "--drop-missing", "--json");
        Assert.Equal((2, 1), ((int)result.Json["rows"]!, (int)result.Json["dropped_rows"]!));
        var lines = File.ReadAllLines(Out);
        Assert.StartsWith("row,mean,", lines[0], StringComparison.Ordinal);
        Assert.Equal([1, 3], lines[1..].Select(line => (int)Numbers(line)[0]));
    }

    [Fact]
    public void Several_targets_end_the_names_of_their_columns()
    {
        var run = _folder.File("run");
        Assert.Equal(ExitCode.Done, Tool.Run(["train", $"--data={trained.Data}", "--target=y,z", "--features=a", .. SmallTable.Quick(), "--no-pictures", $"--out={run}"]).Code);
        File.WriteAllText(Table, "a\n1\n2\n");
        Assert.Equal(ExitCode.Done, Tool.Run("predict", $"--model={Path.Combine(run, RunFolder.Model)}", $"--data={Table}", $"--out={Out}", "--members=5").Code);
        var lines = File.ReadAllLines(Out);
        Assert.Equal(
            "mean_y,epistemic_deviation_y,aleatoric_deviation_y,lower_y,upper_y,mean_z,epistemic_deviation_z,aleatoric_deviation_z,lower_z,upper_z", lines[0]);
        var prediction = HyperGanRegressor.Load(Path.Combine(run, RunFolder.Model)).Predict([1, 2], 5);
        var numbers = Numbers(lines[2]);
        Assert.Equal([prediction.Mean[2], prediction.Mean[3], prediction.Interval(0.9)[3].Upper], [numbers[0], numbers[5], numbers[9]], Near);
    }

    [Fact]
    public void Classes_have_probabilities_entropy_and_information()
    {
        var run = _folder.File("run");
        Assert.Equal(ExitCode.Done, Tool.Run(["train", $"--data={trained.Data}", "--target=colour", "--classify", "--features=a,y", .. SmallTable.Quick(), "--no-pictures", $"--out={run}"]).Code);
        File.WriteAllText(Table, "a,y\n1,15\n-1,-10\n0,5\n");
        Assert.Equal(ExitCode.Done, Tool.Run("predict", $"--model={Path.Combine(run, RunFolder.Model)}", $"--data={Table}", $"--out={Out}", "--members=20", "--seed=3").Code);
        var lines = File.ReadAllLines(Out);
        Assert.Equal("probability_blue,probability_red,entropy,mutual_information", lines[0]);
        var prediction = HyperGanClassifier.Load(Path.Combine(run, RunFolder.Model)).Predict([1, 15, -1, -10, 0, 5], 20, 3);
        for (var i = 0; i < 3; i++)
            Assert.Equal([prediction.Probabilities[2 * i], prediction.Probabilities[2 * i + 1], prediction.PredictiveEntropy[i], prediction.MutualInformation[i]], Numbers(lines[i + 1]), Near);
    }

    [Theory]
    [InlineData("A1,colour,constant,twin,b\n1,red,7,1,0\n", "there is no column 'a'. Did you mean 'A1'?")]
    [InlineData("a,colour,constant,twin,b\n1,red,7,1,0\n1,green,7,1,0\n", "row 2 (line 3), column 'colour': the model does not know 'green'; it knows 'blue', 'red'")]
    [InlineData("a,colour,constant,twin,b\n1,red,7,1,0\n1,red,7,1\n", "row 2 (line 3): 4 fields")]
    [InlineData("a,colour,constant,twin,b\n1,red,7,1,0\n1,red,7,1,\n", "row 2 (line 3), column 'b': the value is missing")]
    [InlineData("a,colour,constant,twin,b\n1,red,7,1,0\n1,red,7,1,x\n", "row 2 (line 3), column 'b': 'x' is not a number")]
    [InlineData("a,colour,constant,twin,b\n1,red,7,1,1e999\n", "row 1 (line 2), column 'b': '1e999' is out of range")]
    [InlineData("a,a,constant,twin,b\n1,1,7,1,1\n", "2 columns are called 'a'")]
    [InlineData("a,colour,constant,twin,b\n", "no rows")]
    [InlineData("", "the file is empty")]
    public void A_table_that_does_not_fit_is_refused_and_nothing_is_written(string text, string reason)
    {
        var before = _folder.Names;
        var result = Predict(text);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.StartsWith(Table, result.Error, StringComparison.Ordinal);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal([.. before, "new.csv"], _folder.Names);
    }

    [Fact]
    public void A_mistake_far_down_leaves_the_file_that_was_there()
    {
        File.WriteAllText(Out, "old");
        var result = Predict(SmallTable.Text(600) + "1,red,7,1,oops,1,1\n" + SmallTable.Text(600).Split('\n', 2)[1], "--members=2000");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("row 601 (line 602), column 'b': 'oops'", result.Error, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(Out));
        Assert.Equal(["new.csv", "predicted.csv"], _folder.Names);
    }

    /// <summary> b has a deviation of 0.001: numbers near the largest there is become infinite on the way in. </summary>
    [Fact]
    public void A_row_without_a_finite_prediction_is_named()
    {
        var huge = Real.MaxValue.ToString("R", CultureInfo.InvariantCulture);
        var text = new StringBuilder(SmallTable.Text(40)).Append(CultureInfo.InvariantCulture, $"1,red,7,1,{huge},1,1\n").Append(SmallTable.Text(9).Split('\n', 2)[1]);
        var result = Predict(text.ToString(), "--members=10");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains("row 41: the networks give no finite number", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public void Other_models_are_refused()
    {
        var toy = _folder.File("toy");
        Tool.Run(["train", .. Tool.Small, $"--out={toy}"]);
        Refuses(Path.Combine(toy, RunFolder.Model), "not trained on a table");
        var bare = _folder.File("bare.safetensors");
        HyperGanRegressor.Fit([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 9], new() { Steps = 2, Hidden = [2] }).Save(bare);
        Refuses(bare, "not trained on a table");
        var bytes = File.ReadAllBytes(trained.Model);
        File.WriteAllBytes(bare, bytes[..(bytes.Length / 2)]);
        Refuses(bare, "truncated");
        File.WriteAllText(bare, "no model");
        Refuses(bare, "bare.safetensors");
    }

    [Theory]
    [InlineData("--members=1", "members: 1")]
    [InlineData("--level=1", "level: 1")]
    [InlineData("--level=nan", "level: NaN")]
    [InlineData("--level=0,9", "--level: '0,9' is not a number")]
    [InlineData("--members=2000000000", "not enough memory")]
    [InlineData("--separator=x", "separator: 'x'")]
    public void Impossible_values_are_refused(string argument, string reason)
    {
        var result = Predict(SmallTable.Text(3), argument);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    [Fact]
    public void Input_files_are_never_written_over()
    {
        var text = SmallTable.Text(3);
        File.WriteAllText(Table, text);
        Assert.Equal(ExitCode.Usage, Tool.Run("predict", $"--model={trained.Model}", $"--data={Table}", $"--out={Table}").Code);
        Assert.Equal(ExitCode.Usage, Tool.Run("predict", $"--model={trained.Model}", $"--data={Table}", $"--out={trained.Model}").Code);
        Assert.Equal(text, File.ReadAllText(Table));
        var nowhere = Tool.Run("predict", $"--model={trained.Model}", $"--data={Table}", $"--out={_folder.File("nowhere/x.csv")}");
        Assert.Equal(ExitCode.Files, nowhere.Code);
        Assert.Contains("a folder that does not exist", nowhere.Error, StringComparison.Ordinal);
    }

    /// <summary> Whoever may write into /dev would have the rename put a file where the device was, for everybody. </summary>
    [Fact]
    public void A_device_is_never_replaced_by_a_file()
    {
        const string device = "/dev/hypergan-no-such-device";
        File.WriteAllText(Table, SmallTable.Text(3));
        var result = Tool.Run("predict", $"--model={trained.Model}", $"--data={Table}", $"--out={device}");
        Assert.Equal(ExitCode.Files, result.Code);
        Assert.False(File.Exists(device));
    }

    [Theory]
    [InlineData("--model")]
    [InlineData("--data")]
    [InlineData("--out")]
    public void An_empty_name_is_refused(string option)
    {
        File.WriteAllText(Table, SmallTable.Text(3));
        string[] named = ["--model", trained.Model, "--data", Table, "--out", Out];
        named[Array.IndexOf(named, option) + 1] = "";
        var result = Tool.Run(["predict", .. named]);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains($"{option}: the name is empty", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_table()
    {
        var result = Tool.Run("predict", $"--model={trained.Model}", $"--data={trained.Run}", $"--out={Out}");
        Assert.Equal(ExitCode.Files, result.Code);
        Assert.Contains("is a folder", result.Error, StringComparison.Ordinal);
    }

    /// <summary> A table is read to find out how it is written, then again: of a pipe the first rows would be lost. </summary>
    [Fact]
    public async Task A_pipe_is_no_table()
    {
        if (!OperatingSystem.IsLinux())
            return;
        await using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        await pipe.WriteAsync(Encoding.UTF8.GetBytes(SmallTable.Text(3)), TestContext.Current.CancellationToken);
        var path = $"/proc/self/fd/{pipe.GetClientHandleAsString()}";
        var reading = Task.Run(() => Tool.Run("predict", $"--model={trained.Model}", $"--data={path}", $"--out={Out}"), TestContext.Current.CancellationToken);
        var result = await reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Files, result.Code);
        Assert.Contains("is a pipe", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prediction_that_is_cancelled_writes_nothing()
    {
        File.WriteAllText(Table, SmallTable.Text(20));
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var result = Tool.Run(["predict", $"--model={trained.Model}", $"--data={Table}", $"--out={Out}"], new StringWriter(), cancellation.Token);
        Assert.Equal(ExitCode.Interrupted, result.Code);
        Assert.Equal(["new.csv"], _folder.Names);
    }

    /// <summary> 2 000 networks make blocks of 262 rows; the first is always shown. </summary>
    [Fact]
    public void A_terminal_sees_how_many_rows_are_done_and_a_file_does_not()
    {
        File.WriteAllText(Table, SmallTable.Text(600));
        string[] arguments = ["predict", $"--model={trained.Model}", $"--data={Table}", $"--out={Out}", "--members=2000"];
        var (output, error) = (new StringWriter(), new StringWriter());
        Assert.Equal(ExitCode.Done, CommandLine.Run(arguments, new(output, error, draws: true), TestContext.Current.CancellationToken));
        Assert.Contains("predicting  262 rows", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
        var redirected = Tool.Run(arguments);
        Assert.Empty(redirected.Output);
        Assert.StartsWith("600 rows in", Assert.Single(redirected.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    void AssertPredicts(string[] lines, int members, double level, ulong seed)
    {
        var prediction = HyperGanRegressor.Load(trained.Model).Predict(Features(), members, seed);
        var intervals = prediction.Interval(level);
        Assert.Equal(prediction.Rows, lines.Length);
        for (var i = 0; i < lines.Length; i++)
            Assert.Equal([prediction.Mean[i], prediction.EpistemicDeviation[i], prediction.AleatoricDeviation[i], intervals[i].Lower, intervals[i].Upper], Numbers(lines[i]), Near);
    }

    /// <summary> The numbers of the table's rows, read the other way: as training rows. </summary>
    Real[] Features() => TrainingTable.Load(Table, new() { Targets = ["y"], Features = ["a", "colour", "constant", "twin", "b"] }).Features;

    void Refuses(string model, string reason)
    {
        File.WriteAllText(Table, SmallTable.Text(3));
        var result = Tool.Run("predict", $"--model={model}", $"--data={Table}", $"--out={Out}");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out));
    }

    Tool Predict(string text, params string[] arguments)
    {
        File.WriteAllText(Table, text);
        return Tool.Run(["predict", $"--model={trained.Model}", $"--data={Table}", $"--out={Out}", .. arguments]);
    }

    static double[] Numbers(string line) => Array.ConvertAll(line.Split(','), field => double.Parse(field, CultureInfo.InvariantCulture));

    /// <summary> A field has the digits of <c>Real</c>. </summary>
    static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-6 * (1 + Math.Abs(a));
}
