using HyperGan.Kernels;
using HyperGan.Tests.Storage;

namespace HyperGan.Tests.Models;

public sealed class HyperGanRegressorTests : IDisposable
{
    static readonly RegressorOptions _quick = new() { Hidden = [20], Steps = 300, Training = Presets.Load("calibrated") with { Members = 10, BatchSize = 50, MixerHidden = [32], Latent = 16, Rate = 3e-3 } };
    static readonly RegressorOptions _homoscedastic = _quick with { Training = _quick.Training with { NoiseHead = NoiseHead.Homoscedastic } };
    static readonly HyperGanRegressor _model = Fitted(Waves(300, seed: 1), _quick);

    readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Means_follow_the_curve_and_deviations_its_noise()
    {
        var (x, _) = Points(400, seed: 2);
        var prediction = _model.Predict(x, members: 100);
        var error = Enumerable.Range(0, 400).Average(i => Math.Abs(prediction.Mean[i] - Curve(x[2 * i])));
        Assert.InRange(error, 0, 8);   // the curve has an amplitude of 50
        var quiet = Enumerable.Range(0, 400).Where(i => x[2 * i] < -1).Average(i => prediction.AleatoricDeviation[i]);
        var noisy = Enumerable.Range(0, 400).Where(i => x[2 * i] > 1).Average(i => prediction.AleatoricDeviation[i]);
        Assert.InRange(noisy / quiet, 1.5, 10);   // 13.5 against 4.5
    }

    [Fact]
    public void The_interval_holds_what_it_promises()
    {
        var (x, y) = Points(1_000, seed: 3);
        var intervals = _model.Predict(x, members: 100).Interval(0.9);
        Assert.InRange(Enumerable.Range(0, 1_000).Average(i => intervals[i].Contains(y[i]) ? 1.0 : 0), 0.82, 0.97);
    }

    [Fact]
    public void The_likelihood_beats_that_of_a_constant()
    {
        var (x, y) = Points(500, seed: 4);
        var score = _model.Predict(x, members: 100).NegativeLogLikelihood(y).Average();
        var mean = y.Average();
        var deviation = Math.Sqrt(y.Average(value => (value - mean) * (value - mean)));
        Assert.True(score < Math.Log(deviation) + 1.42 - 0.7, $"{score} against {Math.Log(deviation) + 1.42}");
    }

    [Fact]
    public void Members_disagree_more_where_there_are_no_rows()
    {
        var prediction = _model.Predict([0, 5, 12, 5], members: 100);
        Assert.True(prediction.EpistemicDeviation[1] > 3 * prediction.EpistemicDeviation[0]);
    }

    [Fact]
    public void A_single_member_does_not_claim_to_agree() => Assert.True(double.IsNaN(_model.Predict([0, 5], members: 1).EpistemicDeviation[0]));

    [Fact]
    public void A_number_that_is_not_finite_is_refused_by_row_and_column() => Assert.Contains(
        "input 1 of row 1", Assert.Throws<ArgumentException>(() => _model.Predict([0, 5, 1, Real.NaN])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_model_read_back_predicts_the_same_numbers()
    {
        _model.Save(_path);
        var loaded = HyperGanRegressor.Load(_path);
        var (x, _) = Points(20, seed: 5);
        var (before, after) = (_model.Predict(x, members: 30), loaded.Predict(x, members: 30));
        Assert.Equal(before.Mean.ToArray(), after.Mean.ToArray());
        Assert.Equal(before.AleatoricDeviation.ToArray(), after.AleatoricDeviation.ToArray());
        Assert.Equal(before.Interval(0.9), after.Interval(0.9));
    }

    [Fact]
    public void The_file_of_another_model_is_refused()
    {
        EnsembleModel.Of(new(Small.Options, Small.Regression, 1)).Save(_path);
        Assert.Contains("not that of a regressor", Assert.Throws<InvalidDataException>(() => HyperGanRegressor.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "units": [1], "factors": [1], "outliers": [0.01], "version": 2, "skews": [0] }""", "regressor's version is 2, this program reads version 1; use a matching release")]
    [InlineData("""{ "units": [1], "factors": [1], "outliers": [0.01], "version": 1.5 }""", "regressor's version is missing, or no whole number")]
    [InlineData("""{ "units": [1], "factors": [1], "outliers": [0.01], "version": 1, "skews": [0] }""", "damaged")]
    [InlineData("""{ "units": null, "factors": [1], "outliers": [0.01] }""", "damaged"), InlineData("[]", "damaged"), InlineData("null", "damaged"), InlineData("{", "damaged")]
    [InlineData("""{ "units": [1, 1], "factors": [1], "outliers": [0.01] }""", "unit, factor and share of outliers"), InlineData("""{ "units": [1], "factors": [0], "outliers": [0.01] }""", "unit, factor and share of outliers")]
    public void A_description_that_is_newer_or_forged_is_refused(string header, string reason)
    {
        Describe(header);
        var message = Assert.Throws<InvalidDataException>(() => HyperGanRegressor.Load(_path)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains(_path, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_written_before_there_were_versions_is_read()
    {
        Describe("""{ "units": [1], "factors": [1.5], "outliers": [0.01] }""");
        Assert.Equal(1.5, HyperGanRegressor.Load(_path).Factors[0]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_and_another_others()
    {
        var options = _quick with { Steps = 30 };
        Assert.Equal(Mean(options), Mean(options));
        Assert.NotEqual(Mean(options), Mean(options with { Seed = 1 }));

        static double[] Mean(RegressorOptions options) => Fitted(Waves(60, seed: 6), options).Predict(Points(5, seed: 7).X, members: 10).Mean.ToArray();
    }

    [Fact]
    public void Several_targets_are_predicted_each_in_its_own_units()
    {
        var (x, y) = Points(200, seed: 8);
        Real[] targets = [.. y.SelectMany(value => new[] { value, 3 - value / 1_000 })];
        var model = Fitted(TrainingData.Regression(x, 2, targets, 2), _quick with { Steps = 100 });
        var prediction = model.Predict(x, members: 50);
        Assert.Equal(2, model.Targets);
        for (var i = 0; i < 200; i++)
            Assert.Equal(3 - prediction.Mean[2 * i] / 1_000, prediction.Mean[2 * i + 1], 0.02);   // the second's deviation is 0.04
        var ratio = prediction.AleatoricDeviation.ToArray().Where((_, i) => i % 2 == 0).Average() / prediction.AleatoricDeviation.ToArray().Where((_, i) => i % 2 == 1).Average();
        Assert.InRange(ratio, 600, 1_600);
    }

    [Fact]
    public void A_homoscedastic_head_learns_the_noise_of_every_target_and_says_the_same_for_all_rows()
    {
        var (x, y) = Noisy(2_500, seed: 11);
        var model = Fitted(TrainingData.Regression(x, 2, y, 2), _homoscedastic with { Steps = 800 });
        Assert.Equal(2, model.Targets);
        Assert.InRange(model.NoiseLevels[0], 9.5, 10.5);
        Assert.InRange(model.NoiseLevels[1], 0.0475, 0.0525);
        var prediction = model.Predict([-1, 5, 0, 5, 20, 5], members: 30);
        for (var t = 0; t < 2; t++)
            for (var i = 0; i < 3; i++)
            {
                var level = model.Factors[t] * model.NoiseLevels[t];
                Assert.All(prediction.Distribution(i, t).Deviations[..30].ToArray(), deviation => Assert.Equal(1, deviation / level, 1e-12));
                // The outliers' Gaussian is six times as wide as the mixture: the one part that varies with the row.
                var (share, epistemic) = (model.Outliers[t], Math.Pow(prediction.EpistemicDeviation[2 * i + t], 2));
                var aleatoric = (1 - share) * level * level + 36 * share * (level * level + epistemic / (1 - share));
                Assert.Equal(1, prediction.AleatoricDeviation[2 * i + t] / Math.Sqrt(aleatoric), 1e-9);
            }
    }

    [Fact]
    public void A_homoscedastic_model_read_back_predicts_the_same_numbers()
    {
        var model = Fitted(Waves(60, seed: 12), _homoscedastic with { Steps = 30 });
        model.Save(_path);
        var loaded = HyperGanRegressor.Load(_path);
        var (x, _) = Points(20, seed: 5);
        var (before, after) = (model.Predict(x, members: 30), loaded.Predict(x, members: 30));
        Assert.Equal(model.NoiseLevels, loaded.NoiseLevels);
        Assert.Equal(before.Mean.ToArray(), after.Mean.ToArray());
        Assert.Equal(before.AleatoricDeviation.ToArray(), after.AleatoricDeviation.ToArray());
        var file = SafetensorsFile.Read(_path);
        var header = file.Metadata["regressor"];
        foreach (var forged in (string[])[header.Replace("\"levels\":[", "\"levels\":[1,", StringComparison.Ordinal), header.Replace("\"levels\":[", "\"levels\":[-", StringComparison.Ordinal), """{ "units": [1], "factors": [1], "outliers": [0.01] }"""])
        {
            SafetensorsFile.Write(_path, file.Tensors, EnsembleModelTests.Changed(file, "regressor", forged));
            Assert.Contains("positive level", Assert.Throws<InvalidDataException>(() => HyperGanRegressor.Load(_path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Noise_depends_on_the_inputs_unless_it_is_asked_not_to()
    {
        Assert.Equal(NoiseHead.Heteroscedastic, new RegressorOptions().Training.NoiseHead);
        Assert.Empty(_model.NoiseLevels);
        Describe("""{ "units": [1], "factors": [1], "outliers": [0.01], "levels": [1] }""");
        Assert.Throws<InvalidDataException>(() => HyperGanRegressor.Load(_path));
    }

    [Fact]
    public void Progress_ends_at_the_last_step_of_the_last_training()
    {
        var reports = new List<FitProgress>();
        HyperGanRegressor.Fit(Waves(60, seed: 9), _quick with { Steps = 30 }, progress: new Reports(reports), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(180, reports[^1].Step);   // five trainings for the spread, one with all rows
        Assert.All(reports, report => Assert.Equal(180, report.Steps));
    }

    [Fact]
    public void Patience_saves_steps_and_progress_still_ends_at_the_last()
    {
        var reports = new List<FitProgress>();
        HyperGanRegressor.Fit(Waves(60, seed: 9), _quick with { Steps = 200, Patience = 1 }, progress: new Reports(reports), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(reports[^1].Steps, reports[^1].Step);
        Assert.InRange(reports[^1].Step, 6 * 20, 6 * 200 - 100);
    }

    [Fact]
    public void The_training_with_all_rows_takes_the_steps_that_were_best_for_the_others()
    {
        // A patience that never ends the five, so that all that is saved is saved by the last.
        var reports = new List<FitProgress>();
        var options = _quick with { Steps = 100, Training = _quick.Training with { Rate = 2e-2 } };
        var model = HyperGanRegressor.Fit(Waves(20, seed: 9), options with { Patience = 1_000 }, progress: new Reports(reports), cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(reports[^1].Step, 5 * 100 + 5, 6 * 100 - 5);
        var whole = Fitted(Waves(20, seed: 9), options);
        Assert.NotEqual(whole.Predict([0, 5], members: 5).Mean[0], model.Predict([0, 5], members: 5).Mean[0]);
        Assert.NotEqual(whole.Factors[0], model.Factors[0]);   // judged by the best parameters of the five, not by their last
    }

    [Fact]
    public void A_patience_of_no_look_is_refused() =>
        Assert.Contains("a patience of 0", Assert.Throws<ArgumentException>(() => Fitted(Waves(60, seed: 9), _quick with { Patience = 0 })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_fit_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => HyperGanRegressor.Fit(Waves(60, seed: 9), _quick, cancellation: source.Token));
    }

    [Fact]
    public void Too_few_rows_and_labels_are_refused()
    {
        Assert.Contains("3 rows", Assert.Throws<ArgumentException>(() => Fitted(Waves(3, seed: 1), _quick)).Message, StringComparison.Ordinal);
        Assert.Contains("labels", Assert.Throws<ArgumentException>(() => Fitted(Small.Classification, _quick)).Message, StringComparison.Ordinal);
        Assert.Contains("whole rows", Assert.Throws<ArgumentException>(() => HyperGanRegressor.Fit([1, 2, 3], [1, 2])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5), InlineData(12)]
    public void Very_few_rows_are_fitted_all_the_same(int rows)
    {
        var prediction = Fitted(Waves(rows, seed: 10), _quick with { Steps = 50 }).Predict([0, 5], members: 20);
        Assert.True(double.IsFinite(prediction.Mean[0]) && prediction.AleatoricDeviation[0] > 0);
    }

    [Theory]
    [InlineData(0), InlineData(-1)]
    public void A_batch_of_no_rows_is_refused(int size) => Assert.Contains(
        "batch-size", Assert.Throws<ArgumentException>(() => Fitted(Waves(20, seed: 10), _quick with { Training = _quick.Training with { BatchSize = size } })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_row_so_far_off_that_networks_say_no_numbers_is_named()
    {
        Real[] x = [.. Enumerable.Range(0, 10).Select(i => (Real)1e-6 * i)];
        var model = Fitted(TrainingData.Regression(x, 1, x), _quick with { Steps = 2 });
        Assert.Contains("row 2", Assert.Throws<ArgumentException>(() => model.Predict([0, (Real)1e-6, Real.MaxValue, 0], members: 5)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_cannot_be_are_refused()
    {
        foreach (var members in new[] { int.MinValue, -2, -1, 0 })
            Assert.Throws<ArgumentOutOfRangeException>(() => _model.Predict([0, 5], members));
        foreach (var members in new[] { 1 << 30, int.MaxValue })
            Assert.Contains($"2 × 1 × {members + 1L}", Assert.Throws<ArgumentOutOfRangeException>(() => _model.Predict([0, 5, 0, 5], members)).Message, StringComparison.Ordinal);
    }

    /// <summary> The model's file with another description of the regressor. </summary>
    void Describe(string header)
    {
        _model.Save(_path);
        var file = SafetensorsFile.Read(_path);
        SafetensorsFile.Write(_path, file.Tensors, EnsembleModelTests.Changed(file, "regressor", header));
    }

    static HyperGanRegressor Fitted(TrainingData data, RegressorOptions options) => HyperGanRegressor.Fit(data, options, cancellation: TestContext.Current.CancellationToken);

    sealed class Reports(List<FitProgress> list) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => list.Add(value);
    }

    static double Curve(double x) => 50 * Math.Sin(2 * x);

    static TrainingData Waves(int rows, ulong seed)
    {
        var (x, y) = Points(rows, seed);
        return TrainingData.Regression(x, 2, y);
    }

    /// <summary> Two targets, 50 sin 2x and x / 4, of noise 10 and 0.05 everywhere. </summary>
    static (Real[] X, Real[] Y) Noisy(int rows, ulong seed)
    {
        var (x, _) = Points(rows, seed);
        var noise = new Real[2 * rows];
        new RandomStream(seed).Split("noise").Normal(noise);
        return (x, [.. noise.Select((e, i) => (Real)(i % 2 == 0 ? Curve(x[i]) + 10 * e : x[i - 1] / 4 + 0.05 * e))]);
    }

    /// <summary> y = 50 sin 2x + noise of deviation 9 (1 + x / 2), x on [−1.5, 1.5); beside x a column that never varies. </summary>
    static (Real[] X, Real[] Y) Points(int rows, ulong seed)
    {
        var random = new RandomStream(seed);
        var (at, noise) = (new Real[rows], new Real[rows]);
        random.Uniform(at, (Real)(-1.5), (Real)1.5);
        random.Normal(noise);
        return ([.. at.SelectMany(x => new[] { x, 5 })], [.. at.Zip(noise, (x, e) => (Real)(Curve(x) + 9 * (1 + x / 2) * e))]);
    }
}
