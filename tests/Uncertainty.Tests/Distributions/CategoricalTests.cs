using CsCheck;

namespace HyperGan.Uncertainty.Tests;

public class CategoricalTests
{
    /// <summary> members × 3 probabilities. </summary>
    static readonly Gen<double[]> _members = Gen.Double[0.001, 1].Array[3].Array[2, 8].Select(rows => rows.SelectMany(row => row.Select(p => p / row.Sum())).ToArray())
        .Where(members => !new CategoricalMixture(members, 3).HasCollapsed);

    [Fact]
    public void Mode_confidence_and_entropy_are_those_of_the_probabilities()
    {
        var prediction = new Categorical([0.25, 0.5, 0.25]);
        Assert.Equal(1, prediction.Mode);
        Assert.Equal(0.5, prediction.Confidence);
        Assert.Equal(1.5 * Math.Log(2), prediction.Entropy, 1e-15);
        Assert.Equal(Math.Log(0.25), prediction.LogProbability(2));
        Assert.Equal(0.1875, prediction.Variance(0));
        Assert.Equal(0, new Categorical([0.5, 0.5]).Mode);
        Assert.Equal(0, new Categorical([1, 0]).Entropy);
    }

    [Fact]
    public void Entropy_splits_into_its_parts() =>
        _members.Sample(members =>
        {
            var mixture = new CategoricalMixture(members, 3);
            Assert.Equal(mixture.PredictiveEntropy, mixture.ExpectedEntropy + mixture.MutualInformation, 1e-14);
            Assert.InRange(mixture.MutualInformation, double.Epsilon, Math.Log(Math.Min(3, mixture.Members)));
            Assert.Equal(mixture.PredictiveEntropy, mixture.Mean(new double[3]).Entropy, 1e-15);
        });

    [Fact]
    public void Variances_of_a_class_split_into_their_parts() =>
        _members.Sample(members =>
        {
            var mixture = new CategoricalMixture(members, 3);
            for (var c = 0; c < 3; c++)
                Assert.Equal(mixture.Variance(c), mixture.EpistemicVariance(c) + mixture.AleatoricVariance(c), 1e-15);
        });

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    [InlineData(1e-10)]
    public void Small_disagreement_is_not_lost(double d)
    {
        // ½ ± d: the information is 2 d² to leading order; as a difference of entropies it would drown in rounding.
        var information = new CategoricalMixture([0.5 + d, 0.5 - d, 0.5 - d, 0.5 + d], 2).MutualInformation;
        Assert.Equal(1, information / (2 * d * d), 1e-5);
    }

    [Fact]
    public void The_series_meets_the_logarithm()
    {
        foreach (var d in (double[])[0.0099, 0.0101, 0.3])
        {
            var mixture = new CategoricalMixture([0.5 + d / 2, 0.5 - d / 2, 0.5 - d / 2, 0.5 + d / 2], 2);
            Assert.Equal(mixture.PredictiveEntropy - mixture.ExpectedEntropy, mixture.MutualInformation, 1e-15);
        }
    }

    [Fact]
    public void A_collapsed_ensemble_has_no_mutual_information_to_report()
    {
        Assert.True(double.IsNaN(new CategoricalMixture([0.2, 0.8], 2).MutualInformation));
        Assert.True(double.IsNaN(new CategoricalMixture([0.2, 0.8, 0.2, 0.8], 2).MutualInformation));
        Assert.True(double.IsNaN(new CategoricalMixture([0.2, 0.8, 0.2, 0.8], 2).EpistemicVariance(0)));
        Assert.Equal(0.16, new CategoricalMixture([0.2, 0.8, 0.2, 0.8], 2).Variance(0), 1e-15);
    }

    [Fact]
    public void Default_is_not_a_certain_prediction()
    {
        Assert.True(double.IsNaN(default(Categorical).Entropy));
        Assert.True(double.IsNaN(default(CategoricalMixture).PredictiveEntropy));
        Assert.True(double.IsNaN(default(CategoricalMixture).MutualInformation));
    }

    [Fact]
    public void Samples_have_the_mean_probabilities()
    {
        var random = new Random(1);
        var counts = new int[3];
        double[] members = [0.5, 0.5, 0, 0.1, 0, 0.9];
        for (var i = 0; i < 20_000; i++)
            counts[new CategoricalMixture(members, 3).Sample(random.NextDouble)]++;
        double[] expected = [0.3, 0.25, 0.45];
        for (var c = 0; c < 3; c++)
            Assert.Equal(expected[c], counts[c] / 20_000.0, 4 * Math.Sqrt(expected[c] * (1 - expected[c]) / 20_000));
    }

    [Fact]
    public void An_impossible_class_is_never_drawn()
    {
        Assert.Equal(1, new Categorical([0, 1, 0]).Sample(() => 0));
        Assert.Equal(1, new Categorical([0, 1 - 1e-6, 0]).Sample(() => Math.BitDecrement(1)));
    }

    [Fact]
    public void A_probability_too_small_for_the_mean_is_no_infinite_information() =>
        Assert.Equal(
            new CategoricalMixture([0, 0.4, 0.6, 0, 0.5, 0.5, 0, 0.5, 0.5], classes: 3).MutualInformation,
            new CategoricalMixture([double.Epsilon, 0.4, 0.6, 0, 0.5, 0.5, 0, 0.5, 0.5], classes: 3).MutualInformation);
}
