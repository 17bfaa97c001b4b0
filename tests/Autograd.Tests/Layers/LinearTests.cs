using HyperGan.Kernels;

namespace HyperGan.Autograd.Tests;

public class LinearTests
{
    [Fact]
    public void Apply_IsTheFormula_ForEveryMatrixOfTheStack()
    {
        var tape = new Tape(seed: 1);
        var layer = new Linear(tape, "l", 3, 2, Activation.Tanh, stack: 4);
        Real[] x = [1, -2, (Real)0.5, 3, 0, -1];
        var y = layer.Apply(tape.Constant(x, rows: 2, cols: 3));
        Assert.Equal(new Shape(4, 2, 2), y.Shape);
        ReadOnlySpan<Real> w = layer.Weight.Values, b = layer.Bias!.Value.Values;
        for (var s = 0; s < 4; s++)
            for (var i = 0; i < 2; i++)
                for (var j = 0; j < 2; j++)
                {
                    var sum = (double)b[s * 2 + j];
                    for (var p = 0; p < 3; p++)
                        sum += (double)x[i * 3 + p] * w[(s * 3 + p) * 2 + j];
                    Assert.Equal(Math.Tanh(sum), y.Values[(s * 2 + i) * 2 + j], 1e-6);
                }
    }

    [Fact]
    public void WithoutBias_ThereIsNoneToTrain()
    {
        var tape = new Tape();
        var layer = new Linear(tape, "l", 3, 2, bias: false);
        Assert.Null(layer.Bias);
        Assert.Equal(1, tape.Parameters.Count);
        var y = layer.Apply(tape.Constant([0, 0, 0], rows: 1, cols: 3));
        Assert.Equal([0, 0], y.Values.ToArray());
    }

    [Theory]
    [InlineData(Initialization.PyTorch, 1.0 / 3 / 200, true), InlineData(Initialization.He, 2.0 / 200, false), InlineData(Initialization.Xavier, 2.0 / 700, false)]
    public void Initialization_HasItsVariance(Initialization initialization, double variance, bool hasBias)
    {
        const int inputs = 200, outputs = 500;
        var layer = new Linear(new Tape(seed: 3), "l", inputs, outputs, initialization: initialization);
        Assert.Equal(0, Mean(layer.Weight.Values, v => v), 4 * Math.Sqrt(variance / (inputs * outputs)));
        Assert.Equal(1, Mean(layer.Weight.Values, v => v * v) / variance, 0.03);
        Assert.Equal(hasBias, layer.Bias!.Value.Values.ContainsAnyExcept((Real)0));
    }

    [Fact]
    public void Initialization_FollowsSeedAndName_NotTheOrderOfTheLayers()
    {
        var alone = new Linear(new Tape(seed: 5), "b", 4, 4);
        var tape = new Tape(seed: 5);
        _ = new Linear(tape, "a", 7, 3);
        Real[] weights = alone.Weight.Values.ToArray();
        Assert.Equal(weights, new Linear(tape, "b", 4, 4).Weight.Values.ToArray());
        Assert.NotEqual(weights, new Linear(new Tape(seed: 6), "b", 4, 4).Weight.Values.ToArray());
    }

    [Fact]
    public void Errors_NameTheLayerAndTheShapes()
    {
        var tape = new Tape();
        Assert.Contains("'l': 0 inputs", Assert.Throws<ArgumentException>(() => new Linear(tape, "l", 0, 2)).Message, StringComparison.Ordinal);
        var layer = new Linear(tape, "l", 3, 2);
        Assert.Contains("l.weight", Assert.Throws<ArgumentException>(() => new Linear(tape, "l", 3, 2)).Message, StringComparison.Ordinal);
        var x = tape.Constant(new Real[8], rows: 2, cols: 4);
        Assert.Contains("2×4 cannot multiply 3×2", Assert.Throws<ArgumentException>(() => layer.Apply(x)).Message, StringComparison.Ordinal);
    }

    /// <summary> A bias that is added to every score leaves ln mean e^t′ − mean t as it is. Adam would make full steps of any rounding in its gradient. </summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void A_bias_that_cannot_change_the_loss_has_a_gradient_of_zero(int seed)
    {
        const int rows = 24;
        var tape = new Tape((ulong)seed);
        var (hidden, output) = (new Linear(tape, "hidden", 3, 8), new Linear(tape, "output", 8, 1));
        var x = new Real[rows * 3];
        new RandomStream((ulong)seed).Normal(x);
        var t = output.Apply(hidden.Apply(tape.Constant(x, rows, 3)));
        tape.Backward(t.Slice(Axis.Rows, 0, rows / 2).LogMeanExp() - t.Slice(Axis.Rows, rows / 2, rows / 2).Mean());
        Assert.All(hidden.Bias!.Value.Gradient.ToArray(), gradient => Assert.Equal(0, gradient));
        Assert.Equal(0, output.Bias!.Value.Gradient[0]);
        Assert.All(hidden.Weight.Gradient.ToArray(), gradient => Assert.NotEqual(0, gradient));
    }

    static double Mean(ReadOnlySpan<Real> values, Func<double, double> f)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += f(value);
        return sum / values.Length;
    }
}
