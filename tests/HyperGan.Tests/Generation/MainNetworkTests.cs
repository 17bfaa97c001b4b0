using HyperGan.Autograd;

namespace HyperGan.Tests.Generation;

public class MainNetworkTests
{
    [Theory]
    [InlineData(Activation.Relu), InlineData(Activation.Tanh), InlineData(Activation.LeakyRelu), InlineData(Activation.Elu)]
    public void A_stack_of_members_is_each_of_them(Activation activation)
    {
        var network = Small.Network(seed: 3, activation);
        var tape = network.Tape;
        var x = tape.Constant([.. Enumerable.Range(0, 15).Select(i => (Real)Math.Sin(i))], rows: 5, cols: 3);
        var layers = new LayerWeights[3];
        network.Generator.Generate(network.Generator.Codes(tape.Normal(new(4, 16))), layers);
        var together = network.Main.Apply(layers, x);
        for (var member = 0; member < 4; member++)
        {
            var y = x;
            for (var i = 0; i < layers.Length; i++)
            {
                y = y.MatMul(layers[i].Weight.Slice(Axis.Stack, member, 1)) + layers[i].Bias.Slice(Axis.Stack, member, 1);
                y = y.Activate(network.Main.ActivationAfter(i));
            }
            for (var i = 0; i < y.Shape.Size; i++)
                Assert.Equal(y.Values[i], together.Values[member * y.Shape.Size + i], 1e-4);
        }
    }

    [Fact]
    public void Its_size_is_that_of_its_weights_and_biases() => Assert.Equal(10_401, new MainNetwork([1, 100, 100, 1]).Size);

    [Fact]
    public void Impossible_widths_are_refused()
    {
        Assert.Contains("widths", Assert.Throws<ArgumentException>(() => new MainNetwork([3])).Message, StringComparison.Ordinal);
        Assert.Contains("[3, 0, 1]", Assert.Throws<ArgumentException>(() => new MainNetwork([3, 0, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("70000 × 70000", Assert.Throws<ArgumentOutOfRangeException>(() => new MainNetwork([70_000, 70_000, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_another_depth_are_refused()
    {
        var tape = new Tape();
        Assert.Contains("the network has 3", Assert.Throws<ArgumentException>(() => new MainNetwork([1, 2, 2, 1]).Apply([], tape.Constant(1))).Message, StringComparison.Ordinal);
    }
}
