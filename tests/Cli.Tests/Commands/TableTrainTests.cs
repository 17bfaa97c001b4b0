using System.Globalization;
using System.Text.Json.Nodes;
using HyperGan.Cli.Runs;
using HyperGan.Cli.Tables;
using HyperGan.Plotting;
using HyperGan.Uncertainty;

namespace HyperGan.Cli.Tests.Commands;

public sealed class TableTrainTests(TrainedTable trained) : IClassFixture<TrainedTable>, IDisposable
{
    readonly TemporaryFolder _folder = new();

    string Out => _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_leaves_all_its_files_and_figures()
    {
        Assert.Equal(ExitCode.Done, trained.Result.Code);
        Assert.Equal(
            ["band-01-a.png", "band-02-colour.png", "band-03-twin.png", "band-04-b.png", "calibration.png", "config.json", "metrics.csv", "model.safetensors", "predicted.png", "results.json"],
            Files(trained.Run));
        var json = trained.Result.Json;
        Assert.True(JsonNode.DeepEquals(json, JsonNode.Parse(File.ReadAllText(Path.Combine(trained.Run, RunFolder.Results)))));
        Assert.Equal((90, 30, 0), ((int)json["train_rows"]!, (int)json["test_rows"]!, (int)json["dropped_rows"]!));
        Assert.Equal("""["constant"]""", json["constant_columns"]!.ToJsonString());
        Assert.Equal("""[["a","twin"]]""", json["duplicate_columns"]!.ToJsonString());
        Assert.Contains("'constant'", trained.Result.Error, StringComparison.Ordinal);
        Assert.Contains("Column 'twin' says the same as 'a'", trained.Result.Error, StringComparison.Ordinal);
    }

    /// <summary> The deviation of y is above 10, that of its noise 0.5; a line in a and the colour is the law itself. </summary>
    [Fact]
    public void It_learns_what_there_is_to_learn()
    {
        var figures = trained.Result.Json["targets"]![0]!;
        Assert.InRange((double)figures["linear"]!["rmse"]!, 0.3, 0.8);
        Assert.InRange((double)figures["rmse"]!, 0.3, 5);
        Assert.InRange((double)figures["nll"]!, 0.5, 3.3);
        Assert.InRange((double)figures["picp90"]!, 0.6, 1);
    }

    [Fact]
    public void Its_figures_are_those_of_the_model_it_leaves()
    {
        var model = HyperGanRegressor.Load(trained.Model);
        var table = TrainingTable.Load(trained.Data, new() { Targets = ["y"], Features = ["a", "colour", "constant", "twin", "b"] });
        var split = TableSplit.Of(table, 0.25, 0, trained.Data);
        var prediction = model.Predict(split.Test.Features, 20);
        var intervals = prediction.Interval(0.9);
        var figures = trained.Result.Json["targets"]![0]!;
        Assert.Equal(Math.Sqrt(split.Test.Targets.Select((y, i) => Math.Pow(y - prediction.Mean[i], 2)).Average()), (double)figures["rmse"]!, 1e-9);
        Assert.Equal(prediction.NegativeLogLikelihood(split.Test.Targets).Average(), (double)figures["nll"]!, 1e-9);
        Assert.Equal(split.Test.Targets.Select((y, i) => Crps.Of(prediction.Distribution(i), y)).Average(), (double)figures["crps"]!, 1e-9);
        Assert.Equal(split.Test.Targets.Select((y, i) => intervals[i].Contains(y) ? 1.0 : 0).Average(), (double)figures["picp90"]!, 1e-9);
        Assert.Equal(intervals.Average(interval => interval.Width), (double)figures["mpiw90"]!, 1e-9);
    }

    [Fact]
    public void The_model_knows_its_table_and_the_configuration_its_options()
    {
        var schema = TableSchema.FromJson(HyperGanRegressor.Load(trained.Model).Metadata[TableRun.SchemaKey]);
        Assert.Equal(["a", "colour", "constant", "twin", "b"], schema.Features.Select(column => column.Name).ToArray());
        Assert.Equal(["blue", "red"], schema.Features[1].Categories!.ToArray());
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(trained.Run, RunFolder.Config)))!;
        Assert.Equal((150, 0.01, 120), ((int)config["steps"]!, (double)config["training"]!["rate"]!, (int)config["rows"]!));
        Assert.Equal("step,loss,fit,diversity,diversity_own", File.ReadLines(Path.Combine(trained.Run, RunFolder.Metrics)).First());
        Assert.StartsWith("900,", File.ReadLines(Path.Combine(trained.Run, RunFolder.Metrics)).Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_targets_have_figures_and_pictures_of_their_own()
    {
        var result = Train(SmallTable.Text(40), "--target=y,z", "--features=a,colour");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(["y", "z"], result.Json["targets"]!.AsArray().Select(target => (string)target!["target"]!).ToArray());
        Assert.Equal(
            ["band-01-a-y.png", "band-01-a-z.png", "band-02-colour-y.png", "band-02-colour-z.png", "calibration-y.png", "calibration-z.png", "predicted-y.png", "predicted-z.png"],
            Files(Out).Where(name => name.EndsWith(".png", StringComparison.Ordinal)).ToArray());
        Assert.NotEqual((double)result.Json["targets"]![0]!["nll"]!, (double)result.Json["targets"]![1]!["nll"]!);
    }

    [Fact]
    public void Targets_that_files_cannot_tell_apart_by_name_are_numbered()
    {
        var result = Train(SmallTable.Text(40).Replace(SmallTable.Header, "a,colour,constant,twin,b,高度,重量", StringComparison.Ordinal), "--target=高度,重量", "--features=a");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(
            ["band-01-a-1-__.png", "band-01-a-2-__.png", "calibration-1-__.png", "calibration-2-__.png", "predicted-1-__.png", "predicted-2-__.png"],
            Files(Out).Where(name => name.EndsWith(".png", StringComparison.Ordinal)).ToArray());
    }

    /// <summary> File systems take names of 255 letters. </summary>
    [Fact]
    public void Columns_of_very_long_names_have_pictures_too()
    {
        var (feature, y, z) = (new string('a', 300), new string('y', 300), new string('z', 300));
        var result = Train(SmallTable.Text(40).Replace(SmallTable.Header, $"{feature},colour,constant,twin,b,{y},{z}", StringComparison.Ordinal), $"--target={y},{z}", $"--features={feature}");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(6, Files(Out).Count(name => name.EndsWith(".png", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("--task=clusters", "task: a toy")]
    [InlineData("--data-deviation=3", "data-deviation: ")]
    [InlineData("--cross-fit=false", "cross-fit: a table of numbers needs it")]
    public void Options_of_a_toy_are_refused_beside_a_table(string argument, string reason)
    {
        var result = Train(SmallTable.Text(20), "--target=y", argument);
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    /// <summary> A second apart in the year 2023, and single precision tells every 128th apart. </summary>
    [Fact]
    public void A_column_that_loses_its_digits_is_reported()
    {
        var rows = SmallTable.Text(40).Split('\n')[1..^1].Select((row, i) => string.Create(CultureInfo.InvariantCulture, $"{1_700_000_000 + i},{row}\n"));
        var result = Train($"time,{SmallTable.Header}\n{string.Concat(rows)}", "--target=y", "--features=time,a", "--no-pictures");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.DoesNotContain("The same in every row", result.Error, StringComparison.Ordinal);
        Assert.Equal(sizeof(Real) == sizeof(float), result.Error.Contains("single precision rounds away the differences in 'time'", StringComparison.Ordinal));
    }

    /// <summary> Where a is above 0 the colour of a row is nearly its sign; every class has its probability. </summary>
    [Fact]
    public void A_class_has_figures_beside_the_shares_of_the_classes()
    {
        var result = Train(Signs(150), "--target=sign", "--classify", "--steps=150", "--rate=0.01", "--members=8", "--test-fraction=0.4");
        Assert.Equal(ExitCode.Done, result.Code);
        var figures = result.Json["targets"]![0]!;
        Assert.InRange((double)figures["accuracy"]!, 0.85, 1);
        Assert.InRange((double)figures["nll"]!, 0.01, 0.5);
        Assert.InRange((double)figures["shares"]!["nll"]!, 0.6, 0.8);
        foreach (var name in (string[])["brier", "ece", "entropy", "mutual_information"])
            Assert.True(double.IsFinite((double)figures[name]!), name);
        Assert.Equal(["band-01-a.png", "calibration.png", "config.json", "metrics.csv", "model.safetensors", "results.json"], Files(Out));

        var prediction = HyperGanClassifier.Load(Path.Combine(Out, RunFolder.Model));
        Assert.Equal(["minus", "plus"], prediction.Names.ToArray());
        var split = TableSplit.Of(TrainingTable.Load(_folder.File("table.csv"), new() { Targets = ["sign"], Classify = true }), 0.4, 0, "");
        Assert.Equal(prediction.Predict(split.Test.Features, 10).NegativeLogLikelihood(split.Test.Labels).Average(), (double)figures["nll"]!, 1e-9);
    }

    /// <summary> Hundreds would push the data out of the picture, and nobody could tell their lines apart. </summary>
    [Fact]
    public void Of_very_many_classes_the_most_probable_are_drawn()
    {
        ClassProbability[] classes = [.. Enumerable.Range(0, 40).Select(k => new ClassProbability($"{k}", [0.001 * (k % 20), 0.02]))];
        classes[30] = new("30", [0.01, 0.9]);
        var drawn = ClassificationPictures.MostProbable(classes);
        Assert.Equal(16, drawn.Length);
        Assert.Equal("30", drawn[^1].Name);
        Assert.Equal(classes[..16], ClassificationPictures.MostProbable(classes[..16]));
    }

    [Fact]
    public void The_only_row_of_a_class_is_never_held_out()
    {
        File.WriteAllText(_folder.File("table.csv"), "a,y\n1,u\n2,u\n3,v\n4,u\n5,u\n6,u\n7,w\n8,u\n");
        var table = TrainingTable.Load(_folder.File("table.csv"), new() { Targets = ["y"], Classify = true });
        for (var seed = 0UL; seed < 20; seed++)
        {
            var split = TableSplit.Of(table, 0.35, seed, "");
            Assert.Equal((5, 3), (split.Train.Rows, split.Test.Rows));
            Assert.All(split.Test.Labels, label => Assert.Equal(0, label));
        }
    }

    [Fact]
    public void Without_json_there_is_a_table_with_the_line_beside()
    {
        File.WriteAllText(_folder.File("table.csv"), SmallTable.Text(30));
        var result = Tool.Run(["train", $"--data={_folder.File("table.csv")}", "--target=y", "--no-pictures", .. SmallTable.Quick(), $"--out={Out}"]);
        foreach (var text in (string[])["y, on 3 rows held out", "calibrated", "linear", "RMSE", "NLL", "CRPS", "90 % interval", "mean width"])
            Assert.Contains(text, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_and_two_threads_give_the_same_bytes()
    {
        (string Name, int Threads)[] runs = [("a", 1), ("b", 1), ("c", 2)];
        foreach (var (name, threads) in runs)
            Assert.Equal(ExitCode.Done, Tool.Run(["train", $"--data={trained.Data}", "--target=y", "--no-pictures", .. SmallTable.Quick($"--threads={threads}"), $"--out={_folder.File(name)}"]).Code);
        foreach (var file in (string[])[RunFolder.Model, RunFolder.Metrics])
        {
            var first = File.ReadAllBytes(Path.Combine(_folder.File("a"), file));
            Assert.NotEmpty(first);
            Assert.Equal(first, File.ReadAllBytes(Path.Combine(_folder.File("b"), file)));
            Assert.Equal(first, File.ReadAllBytes(Path.Combine(_folder.File("c"), file)));
        }
    }

    [Fact]
    public void The_seed_draws_other_rows()
    {
        var table = TrainingTable.Load(trained.Data, new() { Targets = ["y"] });
        var (first, again, other) = (TableSplit.Of(table, 0.25, 0, ""), TableSplit.Of(table, 0.25, 0, ""), TableSplit.Of(table, 0.25, 1, ""));
        Assert.Equal(first.Test.Targets, again.Test.Targets);
        Assert.NotEqual(first.Test.Targets, other.Test.Targets);
        Assert.Equal(table.Targets.Order(), first.Test.Targets.Concat(first.Train.Targets).Order());
    }

    [Fact]
    public void Rows_with_missing_values_are_dropped_and_counted()
    {
        var text = SmallTable.Text(30) + ",red,7,1,1,1,1\n1,red,7,1,1,NA,1\n";
        Assert.Equal(ExitCode.Usage, Train(text, "--target=y").Code);
        Assert.False(Directory.Exists(Out));
        var result = Train(text, "--target=y", "--drop-missing", "--no-pictures");
        Assert.Equal((ExitCode.Done, 2), (result.Code, (int)result.Json["dropped_rows"]!));
        Assert.Contains("2 more rows are left out", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_rows_held_out_nothing_is_measured()
    {
        var result = Train(SmallTable.Text(20), "--target=y", "--test-fraction=0");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Empty(result.Json["targets"]!.AsArray());
        Assert.Contains("nothing is measured", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Out, "predicted.png")));
        Assert.True(File.Exists(Path.Combine(Out, "band-01-a.png")));
    }

    [Fact]
    public void A_dialect_that_is_given_is_used()
    {
        var text = SmallTable.Text(20).Split('\n', 2)[1].Replace(',', ';').Replace('.', ',');
        var result = Train(text, "--target=6", "--features=1,2", "--separator=;", "--decimal=,", "--no-header", "--no-pictures");
        Assert.Equal((ExitCode.Done, 18), (result.Code, (int)result.Json["train_rows"]!));
    }

    [Theory]
    [InlineData("a,y\n1,2\n2,3\n", "--target=Y2", "there is no column 'Y2'. Did you mean 'y'?")]
    [InlineData("", "--target=y", "the file is empty")]
    [InlineData("a,y\n1,2\n", "--target=y", "one row")]
    [InlineData("a,y\n1,2\n2,2\n", "--target=y", "is 2 in every row")]
    [InlineData("a,y\n1,2\n2,3\n3,4\n4,5\n", "--target=y", "4 rows, of which 1 are held out; at least 5")]
    [InlineData("a,y\n1,2\n2,3,4\n", "--target=y", "row 2 (line 3): 3 fields")]
    [InlineData("a,y\n1,2\n1e999,3\n", "--target=y", "row 2 (line 3), column 'a': '1e999' is out of range")]
    [InlineData("a,a,y\n1,2,3\n", "--target=y", "2 columns are called 'a'")]
    [InlineData("a,y\n1,u\n2,v\n", "--target=y", "is text; to predict a class")]
    [InlineData("a,y\n1,2\n2,3\n", "--target=y --test-fraction=1", "test-fraction: 1")]
    [InlineData("a,y\n1,2\n2,3\n", "--target=y --separator=ab", "separator: 'ab'")]
    [InlineData("a,y\n1,2\n2,3\n", "--target=y --separator=, --decimal=,", "both ','")]
    [InlineData("a,y\n1,2\n2,3\n", "--target=y --header --no-header", "give one of them")]
    [InlineData("a,y\n1,2\n2,3\n", "--target=y --preset=anchored", "take calibrated")]
    [InlineData("a,y\n1,2\n2,3\n", "--target=y --classify --preset=calibrated", "take classification")]
    [InlineData("a,y\n1,u\n2,u\n", "--target=y --classify", "one class only, 'u'")]
    [InlineData("a,y\n1,u\n2,v\n3,w\n4,x\n", "--target=y --classify", "4 rows, of which 0 are held out")]
    [InlineData("a,y\n1,2\n2,3\n", "--task=cubic", "name the columns to predict with --target")]
    public void What_cannot_be_trained_on_is_refused_before_anything_is_written(string text, string arguments, string reason)
    {
        var result = Train(text, arguments.Split(' '));
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.False(Directory.Exists(Out));
    }

    [Fact]
    public void A_table_that_is_not_there_is_refused()
    {
        var result = Tool.Run("train", $"--data={_folder.File("nowhere.csv")}", "--target=y", $"--out={Out}");
        Assert.Equal(ExitCode.Files, result.Code);
        Assert.Contains("nowhere.csv", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Tool.Run("train", "--target=y", $"--out={Out}").Code);
    }

    [Fact]
    public void Force_replaces_the_pictures_of_the_run_before_and_nothing_else()
    {
        Train(SmallTable.Text(20), "--target=y", "--features=a,b");
        File.WriteAllText(Path.Combine(Out, "notes.txt"), "mine");
        Assert.Equal(ExitCode.Files, Train(SmallTable.Text(20), "--target=y").Code);
        Assert.Equal(ExitCode.Done, Train(SmallTable.Text(20), "--target=y", "--no-pictures", "--force").Code);
        Assert.Equal(["config.json", "metrics.csv", "model.safetensors", "notes.txt", "results.json"], Files(Out));
    }

    [Fact]
    public void A_class_is_drawn_along_numbers_and_texts_that_vary()
    {
        var result = Train(SmallTable.Text(60), "--target=colour", "--classify", "--features=y,constant,a", "--test-fraction=0");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(["band-01-y.png", "band-02-a.png"], Pictures());
        File.WriteAllText(_folder.File("table.csv"), "size,colour\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{(i % 3 == 0 ? "small" : "large")},{(i % 2 == 0 ? "red" : "blue")}\n")));
        Assert.Equal(ExitCode.Done, Tool.Run(["train", $"--data={_folder.File("table.csv")}", "--target=colour", "--classify", .. SmallTable.Quick(), "--force", $"--out={Out}"]).Code);
        Assert.Contains("band-01-size.png", Pictures(), StringComparer.Ordinal);
        Assert.DoesNotContain("band-01-y.png", Pictures(), StringComparer.Ordinal);

        string[] Pictures() => [.. Files(Out).Where(name => name.EndsWith(".png", StringComparison.Ordinal))];
    }

    [Fact]
    public void A_training_that_diverges_leaves_no_model_and_says_what_it_leaves()
    {
        var result = Train(SmallTable.Text(20), "--target=y", "--rate=1e30");
        Assert.Equal(ExitCode.Diverged, result.Code);
        Assert.Contains("No model was written", result.Error, StringComparison.Ordinal);
        AssertUnfinished("diverged", result);
    }

    [Fact]
    public void A_training_that_is_cancelled_leaves_no_model_and_says_what_it_leaves()
    {
        using var cancellation = new CancellationTokenSource();
        var result = Tool.Run(
            ["train", $"--data={trained.Data}", "--target=y", .. SmallTable.Quick("--steps=100"), $"--out={Out}"], new CancellingWriter(cancellation, "training 20 of 100"), cancellation.Token);
        Assert.Equal(ExitCode.Interrupted, result.Code);
        Assert.DoesNotContain("training 40", result.Error, StringComparison.Ordinal);
        Assert.Contains("Interrupted. No model was written", result.Error, StringComparison.Ordinal);
        Assert.True(File.ReadAllLines(Path.Combine(Out, RunFolder.Metrics)).Length > 1);
        AssertUnfinished("interrupted", result);
    }

    /// <summary> Targets near the largest numbers there are: what is predicted becomes infinite, which shows in the training only. </summary>
    [Fact]
    public void What_turns_out_impossible_in_the_training_leaves_the_folder_as_it_was()
    {
        var text = "a,y\n" + string.Concat(Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{(i % 2 - (Real)0.5) * Real.MaxValue * (Real)1.8:R}\n")));
        Assert.Equal(ExitCode.Usage, Train(text, "--target=y", "--steps=5", "--test-fraction=0").Code);
        Assert.False(Directory.Exists(Out));
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "notes.txt"), "mine");
        var result = Train(text, "--target=y", "--steps=5", "--test-fraction=0", "--force");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.DoesNotContain("out of range", result.Error, StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Files(Out));
    }

    [Fact]
    public void A_folder_that_is_used_says_by_what()
    {
        string[] again = ["train", .. Tool.Small, $"--out={Out}"];
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "notes.txt"), "mine");
        Assert.Contains("though not by a run of this tool", Tool.Run(again).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Tool.Run([.. again, "--force"]).Code);
        Assert.Contains("by a run that is whole", Tool.Run(again).Error, StringComparison.Ordinal);
        File.Delete(Path.Combine(Out, RunFolder.Results));
        Assert.Contains("it is still going, or was killed", Tool.Run(again).Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Out, RunFolder.Results), "no json");
        Assert.Equal(ExitCode.Files, Tool.Run(again).Code);
    }

    /// <summary> The files that are kept, what they say, and what the next run says. </summary>
    void AssertUnfinished(string how, Tool result)
    {
        Assert.Equal(["config.json", "metrics.csv", "results.json"], Files(Out));
        var results = JsonNode.Parse(File.ReadAllText(Path.Combine(Out, RunFolder.Results)))!;
        Assert.Equal(how, (string)results["unfinished"]!);
        Assert.Contains((string)results["reason"]!, result.Error, StringComparison.Ordinal);
        Assert.Contains($"are kept in {Out}. The same command with --force starts again", result.Error, StringComparison.Ordinal);
        var next = Train(SmallTable.Text(20), "--target=y", "--no-pictures");
        Assert.Equal(ExitCode.Files, next.Code);
        Assert.Contains($"by a run that was {how} and left no model. Give another one with --out, or --force", next.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Train(SmallTable.Text(20), "--target=y", "--no-pictures", "--force").Code);
        Assert.DoesNotContain("unfinished", File.ReadAllText(Path.Combine(Out, RunFolder.Results)), StringComparison.Ordinal);
    }

    Tool Train(string text, params string[] arguments)
    {
        File.WriteAllText(_folder.File("table.csv"), text);
        return Tool.Run(["train", $"--data={_folder.File("table.csv")}", .. SmallTable.Quick(arguments), "--json", $"--out={Out}"]);
    }

    static string Signs(int rows) =>
        "a,sign\n" + string.Concat(SmallTable.Text(rows).Split('\n')[1..^1].Select(line => line.Split(',')[0]).Select(a => $"{a},{(a.StartsWith('-') ? "minus" : "plus")}\n"));

    static string[] Files(string folder) => [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
