using HyperGan.Autograd;
using HyperGan.Tests.Golden;

namespace HyperGan.Tests.Ensembles;

public class PopulationStatisticsTests
{
    [Theory]
    [InlineData("step-discriminator-regression.json"), InlineData("step-onehot-classification.json"), InlineData("step-zmi-regression.json")]
    public void Deviations_of_norms_are_the_reference_s(string file)
    {
        var step = GoldenFile.Read(file).GetProperty("steps")[0];
        var (weights, expected) = (step.GetProperty("weights"), step.GetProperty("weight_stats"));
        for (var i = 0; i < weights.GetArrayLength(); i++)
        {
            var numbers = weights[i].Numbers();
            var members = weights[i].GetArrayLength();
            var tape = new Tape();
            var layer = new LayerWeights(tape.Constant(numbers, new(members, 1, numbers.Length / members)), default);
            GoldenFile.AssertEqual(expected.Double($"relative_std_{i}"), NormDeviation.Of(layer), $"layer {i}");
        }
    }

    [Fact]
    public void Losses_of_numbers_are_those_of_the_members_one_by_one()
    {
        var ensemble = new TrainingSession(Small.Options, Small.Regression, 1).Ensemble;
        var outputs = Outputs(ensemble, Small.Regression);
        var statistics = PopulationStatistics.Of(ensemble, Small.Regression);
        double[] losses = [.. outputs.Select(member => Loss(member))];
        Assert.Equal(losses.Average(), statistics.MeanLoss, 1e-6);
        Assert.Equal(Math.Sqrt(losses.Sum(l => (l - losses.Average()) * (l - losses.Average())) / 99), statistics.LossDeviation, 1e-6);
        foreach (var (size, loss) in statistics.EnsembleLosses)
            Assert.Equal(Loss([.. Enumerable.Range(0, 20).Select(row => outputs.Take(size).Average(member => member[row]))]), loss, 1e-6);
        var squares = from a in Enumerable.Range(0, 100) from b in Enumerable.Range(0, a) select Enumerable.Range(0, 20).Average(row => Math.Pow(outputs[a][row] - outputs[b][row], 2));
        Assert.Equal(Math.Sqrt(squares.Average()), statistics.Disagreement, 1e-5);

        static double Loss(double[] member) => Enumerable.Range(0, 20).Average(row => Math.Pow(member[row] - Small.Regression.Targets[row], 2));
    }

    [Fact]
    public void Losses_of_classes_are_those_of_mean_probabilities()
    {
        var ensemble = new TrainingSession(Small.Options with { NoiseDeviation = 0 }, Small.Classification, 3).Ensemble;
        var statistics = PopulationStatistics.Of(ensemble, Small.Classification);
        var probabilities = new double[3];
        double[][] outputs = Outputs(ensemble, Small.Classification);
        var mean = new double[30 * 3];
        foreach (var member in outputs)
            for (var row = 0; row < 30; row++)
            {
                Logits.ToProbabilities([.. member[(3 * row)..(3 * row + 3)].Select(x => (Real)x)], probabilities);
                for (var k = 0; k < 3; k++)
                    mean[3 * row + k] += probabilities[k] / 100;
            }
        var expected = -Enumerable.Range(0, 30).Average(row => Math.Log(mean[3 * row + Small.Classification.Labels[row]]));
        Assert.Equal(expected, statistics.EnsembleLosses[^1].Loss, 1e-6);
        // A mean of logarithms is at most the logarithm of the mean.
        Assert.True(statistics.EnsembleLosses[^1].Loss <= statistics.MeanLoss);
        Assert.InRange(statistics.Disagreement, 0, 1);
    }

    /// <summary> Of the first class almost surely, the others being e^−2000 as probable: too little for a probability in double, not for its logarithm. </summary>
    [Fact]
    public void A_loss_is_finite_where_probabilities_are_not_to_be_told_from_0()
    {
        var session = new TrainingSession(Small.Options with { NoiseDeviation = 0 }, Small.Classification, 3);
        session.Network.Tape.Parameters["generator.biases.2.bias"].Values[0] += 2_000;
        var statistics = PopulationStatistics.Of(session.Ensemble, Small.Classification);
        var share = Small.Classification.Labels.ToArray().Average(label => label == 0 ? 0.0 : 1);
        Assert.Equal(2_000 * share, statistics.MeanLoss, 20.0);
        Assert.InRange(statistics.LossDeviation, 0.01, 20);
        Assert.All(statistics.EnsembleLosses, sized => Assert.InRange(sized.Loss, 0, statistics.EnsembleLosses[0].Loss + 10));
    }

    [Fact]
    public void A_label_that_no_network_has_is_refused()
    {
        var ensemble = new TrainingSession(Small.Options with { NoiseDeviation = 0 }, Small.Classification, 3).Ensemble;
        var data = TrainingData.Classification(Small.Inputs(3), 2, [0, 3, 1]);
        Assert.Contains("label 3", Assert.Throws<ArgumentException>(() => PopulationStatistics.Of(ensemble, data)).Message, StringComparison.Ordinal);
    }

    static double[][] Outputs(Ensemble ensemble, TrainingData data)
    {
        double[][] all = [];
        ensemble.Predict(data.Inputs, 100, (_, _, outputs) =>
        {
            var numbers = outputs.ToArray();
            all = [.. numbers.Chunk(numbers.Length / 100).Select(member => member.Select(x => (double)x).ToArray())];
        });
        return all;
    }
}
