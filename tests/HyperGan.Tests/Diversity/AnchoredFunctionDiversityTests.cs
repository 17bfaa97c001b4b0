using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Tests.Diversity;

public class AnchoredFunctionDiversityTests
{
    /// <summary> The same draws and the same pass: the sum is that of its parts, each with its weight. </summary>
    [Fact]
    public void It_is_the_weighted_function_diversity_and_the_anchor_per_row()
    {
        const int members = 5;
        var tape = new Tape(seed: 3);
        var source = new NoiseSource(Prior.Normal, 6, Condition.None, 0, tape.Random.Split("noise"));
        var network = new HyperNetwork(tape, new(tape, new([2, 7, 3], Activation.Tanh), source.Width, 4, [8], Activation.Elu), source);
        var anchor = new PriorAnchor(tape, network.Main, 6, priorVariance: 2);
        var function = new FunctionDiversity(tape, network.Main, Small.Classification, displacement: 2);
        var both = new AnchoredFunctionDiversity(function, weight: 0.7, anchor, rows: 11);
        both.Draw(members, new RandomStream(4));

        var rows = new Real[members * 6];
        new RandomStream(5).Normal(rows);
        var noise = tape.Constant(rows, members, 6);
        var (codes, layers) = (network.Generator.Codes(noise), new LayerWeights[2]);
        network.Generator.Generate(codes, layers);
        var pass = new Pass { Rows = noise, NoiseWidth = 6, Codes = codes, Layers = layers, Outputs = codes };
        var (disagreement, distance) = (function.Loss(pass).Generator.Item(), anchor.Loss(pass).Generator.Item());
        Assert.True(disagreement < 0 && distance > 1);
        Assert.Equal(0.7 * disagreement + distance / 11, both.Loss(pass).Generator.Item(), 1e-5);
        Assert.Null(both.Loss(pass).Own);
    }
}
