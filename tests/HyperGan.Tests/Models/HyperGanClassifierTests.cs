using HyperGan.Kernels;
using HyperGan.Tests.Storage;
using HyperGan.Uncertainty;

namespace HyperGan.Tests.Models;

public sealed class HyperGanClassifierTests : IDisposable
{
    static readonly ClassifierOptions _quick = new() { Seed = 1, Steps = 600, Hidden = [30], Training = Presets.Load("classification") with { BatchSize = 100, MixerHidden = [32], Latent = 16 } };
    static readonly ThreeClusters _clusters = ThreeClusters.Sample(1);
    static readonly HyperGanClassifier _model = HyperGanClassifier.Fit([.. _clusters.Train.X], [.. _clusters.Train.Labels], _quick);
    static readonly ClassificationPrediction _prediction = _model.Predict([.. _clusters.Test.X], members: 100);
    static readonly int[] _labels = [.. _clusters.Test.Labels];

    readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    /// <summary> Against the posterior on the same points: the differences are much less than the scores' sampling errors, 0.009 and 0.02. </summary>
    [Fact]
    public void Accuracy_and_likelihood_come_near_those_of_the_posterior()
    {
        var posterior = new double[_labels.Length * ThreeClusters.Classes];
        ThreeClusters.Posterior([.. _clusters.Test.X], posterior);
        Assert.Equal(Accuracy.Of(_labels, posterior), _prediction.Accuracy(_labels), 0.015);
        Assert.InRange(_prediction.NegativeLogLikelihood(_labels).Average() - NegativeLogLikelihood.Mean(_labels, posterior), -0.01, 0.03);
    }

    [Fact]
    public void Members_disagree_outside_and_agree_inside()
    {
        var outside = _model.Predict(_clusters.Outside.Sample(1_000, new RandomStream(2)), members: 100);
        Assert.InRange(Auroc.Of(_prediction.MutualInformation, outside.MutualInformation), 0.8, 1);
    }

    /// <summary> Of 1 500 rows; a perfect model would have some 0.02 by chance. </summary>
    [Fact]
    public void Probabilities_come_true() => Assert.InRange(ExpectedCalibrationError.Of(_labels, _prediction.Probabilities), 0, 0.045);

    /// <summary> Networks that could learn 150 rows by heart; fresh rows must not cost much more than the ln 2 of a coin. </summary>
    [Fact]
    public void Labels_that_are_noise_are_not_believed()
    {
        var (x, labels) = (new Real[8 * 1_150], new int[1_150]);
        new RandomStream(8).Normal(x);
        new RandomStream(9).Integers(labels, 2);
        var options = _quick with { Steps = 150, Training = _quick.Training with { Rate = 0.01, PriorVariance = 100, Members = 8 } };
        var model = HyperGanClassifier.Fit(x.AsSpan(0, 8 * 150), labels.AsSpan(0, 150), options);
        var score = model.Predict(x.AsSpan(8 * 150), members: 60).NegativeLogLikelihood(labels.AsSpan(150)).Average();
        Assert.InRange(model.Temperature, 1.5, 5.1);
        Assert.InRange(score, Math.Log(2) - 0.02, Math.Log(2) + 0.12);
    }

    [Fact]
    public void Probabilities_are_the_mean_of_softmaxes_and_entropy_splits()
    {
        var members = new double[7 * 3];
        var point = _clusters.Test.X.Take(2).ToArray();
        _model.Save(_path);
        EnsembleModel.Load(_path).Ensemble.Predict(point, 7, (_, _, logits) =>
        {
            for (var k = 0; k < 7; k++)
                Logits.ToProbabilities(logits.Slice(3 * k, 3), members.AsSpan(3 * k, 3), _model.Temperature);
        });
        var prediction = _model.Predict(point, members: 7);
        for (var c = 0; c < 3; c++)
            Assert.Equal(Enumerable.Range(0, 7).Average(k => members[3 * k + c]), prediction.Probabilities[c], 1e-12);
        Assert.Equal(prediction.PredictiveEntropy[0], prediction.ExpectedEntropy[0] + prediction.MutualInformation[0], 1e-12);
        Assert.Equal(prediction.Distribution(0).Mode, prediction.Labels[0]);
    }

    [Fact]
    public void Blocks_of_rows_make_no_difference()
    {
        Real[] many = [.. Enumerable.Repeat(_clusters.Test.X, 6).SelectMany(x => x)];   // 9 000 rows × 100 members × 3 are two blocks
        var prediction = _model.Predict(many, members: 100);
        Assert.Equal(_prediction.Probabilities, prediction.Probabilities[^_prediction.Probabilities.Length..]);
        Assert.Equal(_prediction.MutualInformation, prediction.MutualInformation[^_prediction.Rows..]);
    }

    [Fact]
    public void A_single_member_does_not_claim_to_agree() => Assert.True(double.IsNaN(_model.Predict([0, 0], members: 1).MutualInformation[0]));

    [Fact]
    public void A_model_read_back_predicts_the_same_numbers()
    {
        var model = Fitted(Blobs(60, seed: 3), _quick with { Steps = 20, Names = ["cat", "dog"] }, metadata: new(StringComparer.Ordinal) { ["columns"] = "a, b" });
        model.Save(_path);
        var loaded = HyperGanClassifier.Load(_path);
        var x = Small.Inputs(20);
        Assert.Equal(model.Predict(x, members: 30).Probabilities, loaded.Predict(x, members: 30).Probabilities);
        Assert.Equal(model.Predict(x, members: 30).MutualInformation, loaded.Predict(x, members: 30).MutualInformation);
        Assert.Equal(["cat", "dog"], loaded.Names);
        Assert.Equal(("a, b", model.Temperature), (loaded.Metadata["columns"], loaded.Temperature));
    }

    [Fact]
    public void The_file_of_another_model_is_refused()
    {
        HyperGanRegressor.Fit(Small.Regression, new() { Steps = 2, Hidden = [5] }, cancellation: TestContext.Current.CancellationToken).Save(_path);
        Assert.Contains("not that of a classifier", Assert.Throws<InvalidDataException>(() => HyperGanClassifier.Load(_path)).Message, StringComparison.Ordinal);
        _model.Save(_path);
        Assert.Contains("not that of a regressor", Assert.Throws<InvalidDataException>(() => HyperGanRegressor.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "names": ["a", "b"], "temperature": 1 }""", "a name for each of 3"), InlineData("""{ "names": ["a", "b", "c"], "temperature": 0 }""", "positive temperature")]
    [InlineData("""{ "names": ["a", "b", "c"] }""", "damaged"), InlineData("""{ "names": null, "temperature": 1 }""", "damaged"), InlineData("[", "damaged")]
    [InlineData("""{ "names": ["a", null, "c"], "temperature": 1 }""", "a name for each of 3"), InlineData("""{ "names": ["a", "b", "a"], "temperature": 1 }""", "a name for each of 3")]
    public void A_forged_description_is_refused(string header, string reason)
    {
        Describe(header);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => HyperGanClassifier.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", "classifier's version is 2, this program reads version 1"), InlineData("\"1\"", "classifier's version is missing, or no whole number")]
    public void A_newer_version_is_refused_with_both_numbers(string version, string reason)
    {
        Describe($$"""{ "names": ["a", "b", "c"], "temperature": 1, "version": {{version}}, "prior": [0.2, 0.3, 0.5] }""");
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => HyperGanClassifier.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_written_before_there_were_versions_is_read()
    {
        Describe("""{ "names": ["a", "b", "c"], "temperature": 1.5 }""");
        Assert.Equal(1.5, HyperGanClassifier.Load(_path).Temperature);
    }

    [Fact]
    public void Members_disagree_far_outside_though_one_class_surrounds_the_other()
    {
        // No row contradicts members that all call everything outside the ring's class; without enough diversity they do, and claim to know it.
        var angles = Enumerable.Range(0, 120).Select(i => 0.7 * i).ToArray();
        Real[] x = [.. angles.SelectMany((angle, i) => new[] { (Real)(Math.Cos(angle) * (1 - i % 2 * 0.6)), (Real)(Math.Sin(angle) * (1 - i % 2 * 0.6)) })];
        var model = Fitted(TrainingData.Classification(x, 2, [.. angles.Select((_, i) => i % 2)]), _quick with { Steps = 150 });
        var (near, far) = (model.Predict(x, members: 100), model.Predict([.. x.Select(value => 5 * value)], members: 100));
        Assert.Equal(1, near.Accuracy([.. angles.Select((_, i) => i % 2)]));
        Assert.True(far.MutualInformation.ToArray().Average() > 0.3);   // ln 2 at most
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_for_any_number_of_threads_and_another_seed_others()
    {
        using var team = new Team(2);
        Assert.Equal(Fit(1, null), Fit(1, team));
        Assert.NotEqual(Fit(1, null), Fit(2, null));

        static double[] Fit(ulong seed, Team? team) =>
            Fitted(Blobs(80, seed: 4), _quick with { Steps = 20, Seed = seed }, team).Predict(Small.Inputs(5), members: 70).Probabilities.ToArray();
    }

    [Fact]
    public void Progress_ends_at_the_last_step()
    {
        var reports = new List<FitProgress>();
        Fitted(Blobs(60, seed: 5), _quick with { Steps = 20 }, progress: new Reports(reports));
        Assert.Equal(6, reports.Count);   // five trainings with rows kept out, one with all
        Assert.Equal(reports[^1].Steps, reports[^1].Step);
        Assert.InRange(reports[^1].Step, 102, 120);
    }

    [Fact]
    public void A_fit_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var cancelling = new Reports([], source.Cancel);
        Assert.Throws<OperationCanceledException>(() => HyperGanClassifier.Fit(Blobs(60, seed: 5), _quick with { Steps = 50 }, progress: cancelling, cancellation: source.Token));
        Assert.Single(cancelling.List);
    }

    [Theory]
    [InlineData(2), InlineData(7)]
    public void Very_few_rows_are_fitted_all_the_same(int rows)
    {
        var model = Fitted(Blobs(rows, seed: 6), _quick with { Steps = 20 });
        var prediction = model.Predict([0, 0, 50, -50], members: 20);
        Assert.Equal(1, prediction.Probabilities[0] + prediction.Probabilities[1], 1e-12);
        Assert.True(prediction.MutualInformation[1] > 0);
    }

    [Theory]
    [InlineData(new[] { 1, 1, 1, 1 }, "all 4 rows have label 1"), InlineData(new[] { 0, 1, 3, 1 }, "no row has label 2"), InlineData(new[] { 1, 2, 1, 2 }, "no row has label 0")]
    [InlineData(new[] { 0, 1, -1, 1 }, "label -1 of row 2"), InlineData(new[] { 0, int.MaxValue, 1, 1 }, "no row has label 2"), InlineData(new[] { 0, 1, 0 }, "whole rows")]
    public void Labels_that_are_no_classes_are_refused(int[] labels, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => HyperGanClassifier.Fit(Small.Inputs(4), labels, _quick)).Message, StringComparison.Ordinal);

    [Fact]
    public void Names_that_do_not_fit_are_refused()
    {
        Assert.Contains("3 names", Refusal(["a", "b", "c"]), StringComparison.Ordinal);
        Assert.Contains("same name, 'a'", Refusal(["a", "a"]), StringComparison.Ordinal);

        static string Refusal(string[] names) => Assert.Throws<ArgumentException>(() => Fitted(Blobs(9, seed: 7), _quick with { Names = names })).Message;
    }

    [Fact]
    public void A_batch_of_no_rows_is_refused() => Assert.Contains(
        "batch-size", Assert.Throws<ArgumentException>(() => Fitted(Blobs(9, seed: 7), _quick with { Steps = null, Training = _quick.Training with { BatchSize = 0 } })).Message, StringComparison.Ordinal);

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_by_row_and_column()
    {
        Assert.Contains("input 1 of row 2", Assert.Throws<ArgumentException>(() => HyperGanClassifier.Fit([1, 2, 3, 4, 5, Real.NaN], [0, 1, 0])).Message, StringComparison.Ordinal);
        Assert.Contains("input 0 of row 1", Assert.Throws<ArgumentException>(() => _model.Predict([1, 2, Real.PositiveInfinity, 4])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_so_far_off_that_networks_say_no_numbers_is_named()
    {
        var model = Fitted(TrainingData.Classification([(Real)1e-6, (Real)2e-6, (Real)3e-6, (Real)4e-6], 1, [0, 1, 0, 1]), _quick with { Steps = 2 });
        Assert.Contains("row 2", Assert.Throws<ArgumentException>(() => model.Predict([0, (Real)1e-6, Real.MaxValue, 0], members: 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_asked_for_in_the_right_form_is_refused()
    {
        Assert.Contains("numbers", Assert.Throws<ArgumentException>(() => Fitted(Small.Regression, _quick)).Message, StringComparison.Ordinal);
        Assert.Contains("classification", Assert.Throws<ArgumentException>(() => Fitted(Small.Classification, new() { Training = Presets.Load("calibrated") })).Message, StringComparison.Ordinal);
        Assert.Contains("whole rows", Assert.Throws<ArgumentException>(() => _model.Predict([1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Contains("labels for 1500 rows", Assert.Throws<ArgumentException>(() => _prediction.Accuracy([1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _model.Predict([1, 2], members: 0));
    }

    sealed class Reports(List<FitProgress> list, Action? then = null) : IProgress<FitProgress>
    {
        public List<FitProgress> List { get; } = list;

        public void Report(FitProgress value)
        {
            List.Add(value);
            then?.Invoke();
        }
    }

    /// <summary> The model's file with another description of the classifier. </summary>
    void Describe(string header)
    {
        _model.Save(_path);
        var file = SafetensorsFile.Read(_path);
        SafetensorsFile.Write(_path, file.Tensors, EnsembleModelTests.Changed(file, "classifier", header));
    }

    static HyperGanClassifier Fitted(
        TrainingData data, ClassifierOptions options, Team? team = null, Dictionary<string, string>? metadata = null, IProgress<FitProgress>? progress = null) =>
        HyperGanClassifier.Fit(data, options, team, metadata, progress, TestContext.Current.CancellationToken);

    /// <summary> Two classes in turn, at (−1, 0) and (1, 0), with deviation 0.7. </summary>
    static TrainingData Blobs(int rows, ulong seed)
    {
        var x = new Real[2 * rows];
        new RandomStream(seed).Normal(x, 0, (Real)0.7);
        for (var i = 0; i < rows; i++)
            x[2 * i] += 2 * (i % 2) - 1;
        return TrainingData.Classification(x, 2, [.. Enumerable.Range(0, rows).Select(i => i % 2)]);
    }
}
