namespace HyperGan.Autograd.Tests;

public class MlpTests
{
    [Fact]
    public void Parameters_HavePathsAndEnumerate()
    {
        var tape = new Tape();
        var first = new Mlp(tape, [1, 5, 2]);
        var second = new Mlp(tape, [3, 4], name: "other", stack: 6);
        Assert.Equal(["layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"], Names(first.Parameters));
        Assert.Equal(["other.layers.0.weight", "other.layers.0.bias"], Names(second.Parameters));
        Assert.Equal(new Shape(6, 3, 4), second.Parameters["other.layers.0.weight"].Tensor.Shape);
        Assert.Equal(6, tape.Parameters.Count);
    }

    [Theory]
    [InlineData(Activation.None), InlineData(Activation.Relu), InlineData(Activation.LeakyRelu), InlineData(Activation.Elu)]
    [InlineData(Activation.Tanh), InlineData(Activation.Sigmoid), InlineData(Activation.Softplus)]
    public void Activation_FusedOrNot_IsTheSameFunction(Activation activation)
    {
        var tape = new Tape(seed: 2);
        var net = new Mlp(tape, [4, 7, 3], activation);
        var x = tape.Constant([.. Enumerable.Range(0, 20).Select(i => (Real)Math.Sin(i))], rows: 5, cols: 4);
        var hidden = x.MatMul(net.Layers[0].Weight) + net.Layers[0].Bias!.Value;
        var plain = hidden.Activate(activation).MatMul(net.Layers[1].Weight) + net.Layers[1].Bias!.Value;
        var fused = net.Apply(x);
        for (var i = 0; i < plain.Shape.Size; i++)
            Assert.Equal(plain.Values[i], fused.Values[i], 1e-5);
    }

    [Fact]
    public void Training_FitsACurve_AndAnEnsembleOfFive()
    {
        var tape = new Tape(seed: 0);
        var net = new Mlp(tape, [1, 20, 1], Activation.Tanh, stack: 5);
        var adam = new Adam(tape.Parameters) { Rate = 1e-2 };
        Real[] xs = [.. Enumerable.Range(0, 32).Select(i => (Real)(i / 16.0 - 1))], ys = [.. xs.Select(x => (Real)Math.Sin(3 * x))];
        var loss = Real.NaN;
        for (var step = 0; step < 500; step++)
        {
            tape.Reset();
            var error = net.Apply(tape.Constant(xs, rows: 32, cols: 1)) - tape.Constant(ys, rows: 32, cols: 1);
            var mean = (error * error).Mean();
            tape.Backward(mean);
            adam.Step();
            loss = mean.Item();
        }
        Assert.True(loss < 5e-3, $"The loss is still {loss} after 500 steps.");
    }

    [Fact]
    public void FewerThanTwoWidths_AreRefused() =>
        Assert.Contains("1 widths", Assert.Throws<ArgumentException>(() => new Mlp(new Tape(), [3])).Message, StringComparison.Ordinal);

    static string[] Names(ParameterRange range)
    {
        var names = new List<string>();
        foreach (var parameter in range)
            names.Add(parameter.Name);
        return [.. names];
    }
}
