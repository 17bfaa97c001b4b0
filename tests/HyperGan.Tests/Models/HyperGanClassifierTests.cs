using HyperGan.Kernels;

namespace HyperGan.Tests.Models;

public sealed class HyperGanClassifierTests : IDisposable
{
    static readonly ClassifierOptions _quick = new()
    {
        Hidden = [20],
        Steps = 1_500,
        Training = new ClassifierOptions().Training with { Members = 10, MixerHidden = [32], Latent = 16, Rate = 3e-3 },
    };

    static readonly HyperGanClassifier _model = Fitted(Rings(300, seed: 1), _quick);

    readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Most_labels_are_found()
    {
        var data = Rings(500, seed: 2);
        var prediction = _model.Predict(data.Inputs, members: 50);
        var right = 0;
        for (var i = 0; i < data.Rows; i++)
            right += prediction.Label(i) == data.Labels[i] ? 1 : 0;
        Assert.InRange(right / (double)data.Rows, 0.85, 1);
    }

    [Fact]
    public void Probabilities_are_those_of_the_members_averaged()
    {
        var prediction = _model.Predict([1, 0], members: 40);
        var sum = 0.0;
        for (var label = 0; label < 3; label++)
            sum += prediction.Row(0)[label];
        Assert.Equal(1, sum, 1e-9);
        Assert.InRange(prediction.MutualInformation[0], 0, prediction.PredictiveEntropy[0]);
    }

    [Fact]
    public void Members_disagree_most_on_the_borders_and_a_single_one_does_not_claim_to_agree()
    {
        var prediction = _model.Predict([1, 0, 0, 0], members: 100);   // on the border of two rings, and in the middle of the first
        Assert.True(prediction.MutualInformation[0] > prediction.MutualInformation[1]);
        Assert.True(double.IsNaN(_model.Predict([1, 0], members: 1).MutualInformation[0]));
    }

    [Fact]
    public void A_model_read_back_predicts_the_same_numbers()
    {
        _model.Save(_path);
        var loaded = HyperGanClassifier.Load(_path);
        Assert.Equal(3, loaded.Classes);
        Assert.Equal(_model.Predict([1, 0, 2, 1], members: 30).Probabilities.ToArray(), loaded.Predict([1, 0, 2, 1], members: 30).Probabilities.ToArray());
        Assert.Contains("not that of a regressor", Assert.Throws<InvalidDataException>(() => HyperGanRegressor.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_class_numbers_and_half_rows_are_refused()
    {
        Assert.Contains("every label is 2", Refusal(() => HyperGanClassifier.Fit([1, 2, 3], [2, 2, 2])), StringComparison.Ordinal);
        Assert.Contains("needs labels", Refusal(() => Fitted(Small.Regression, _quick)), StringComparison.Ordinal);
        Assert.Contains("whole rows", Refusal(() => HyperGanClassifier.Fit([1, 2, 3], [0, 1])), StringComparison.Ordinal);

        static string Refusal(Func<object> fit) => Assert.Throws<ArgumentException>(fit).Message;
    }

    static HyperGanClassifier Fitted(TrainingData data, ClassifierOptions options) =>
        HyperGanClassifier.Fit(data, options, cancellation: TestContext.Current.CancellationToken);

    /// <summary> Points of the plane, labelled by their distance from the middle: below 1, below 2, beyond. </summary>
    static TrainingData Rings(int rows, ulong seed)
    {
        var x = new Real[2 * rows];
        new RandomStream(seed).Uniform(x, -3, 3);
        return TrainingData.Classification(x, 2, [.. Enumerable.Range(0, rows).Select(i => (int)Math.Min(2, Math.Sqrt(x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1])))]);
    }
}
