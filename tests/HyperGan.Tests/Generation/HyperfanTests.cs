using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Tests.Generation;

public class HyperfanTests
{
    const int Members = 400;

    [Theory]
    [InlineData(0.0), InlineData(0.3), InlineData(0.9), InlineData(1.0)]
    public void Weights_have_He_variance_and_the_asked_share_of_it_varies_with_the_noise(double diversity)
    {
        var network = Small.Network(seed: 5);
        Hyperfan.Initialize(network, diversity);
        var layers = Sample(network);
        for (var i = 0; i < layers.Length; i++)
        {
            var (total, varying) = Variances(layers[i].Weight);
            var expected = (i < layers.Length - 1 ? 2.0 : 1.0) / network.Main.Widths[i];
            // 120 to 1200 weights, whose common parts are one draw each, and 24 dimensions of code: three deviations of either are some 40 %.
            Assert.InRange(total / expected, 0.6, 1.5);
            Assert.InRange(varying / expected, 0.7 * diversity - 1e-9, 1.35 * diversity + 1e-9);
        }
    }

    [Fact]
    public void Without_it_the_weights_of_a_first_layer_are_a_tenth_of_He_s()
    {
        var (total, _) = Variances(Sample(Small.Network(seed: 5))[0].Weight);
        Assert.True(total < 0.1 * 2 / 3, $"{total}");
    }

    [Fact]
    public void A_share_outside_of_0_to_1_is_refused() =>
        Assert.Contains("1.5", Assert.Throws<ArgumentOutOfRangeException>(() => Hyperfan.Initialize(Small.Network(), 1.5)).Message, StringComparison.Ordinal);

    static LayerWeights[] Sample(HyperNetwork network)
    {
        var rows = new Real[Members * network.Source.Width];
        network.Source.Sample(rows, new RandomStream(77));
        network.Tape.Reset();
        var layers = new LayerWeights[network.Main.Layers];
        network.Generator.Generate(network.Generator.Codes(network.Tape.Constant(rows, Members, network.Source.Width)), layers);
        return layers;
    }

    /// <summary> The mean square of all weights of all members, and the part of it that varies from member to member. </summary>
    static (double Total, double Varying) Variances(Tensor weights)
    {
        var (members, size) = (weights.Shape.Stack, weights.Shape.Rows * weights.Shape.Cols);
        var (total, varying) = (0.0, 0.0);
        for (var j = 0; j < size; j++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var k = 0; k < members; k++)
            {
                double w = weights.Values[k * size + j];
                (sum, squares) = (sum + w, squares + w * w);
            }
            total += squares / members / size;
            varying += (squares - sum * sum / members) / (members - 1) / size;
        }
        return (total, varying);
    }
}
