namespace HyperGan.Autograd.Tests;

/// <summary> What a function cuts off gets no gradient, even where the slope behind it is infinite, and NaN is never cut off. </summary>
public class CutOffTests
{
    readonly Tape _tape = new();
    readonly Tensor _x;

    public CutOffTests() => _x = _tape.Variable([-1, 0, 4, -1, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, -1], new(17, 1));

    [Fact]
    public void A_root_of_a_Relu() => AssertCutOff(_x.Relu().Sqrt());

    [Fact]
    public void A_root_of_a_layer_that_ends_in_a_Relu() => AssertCutOff(_x.Affine<Relu>(_tape.Constant(1), _tape.Constant(0)).Sqrt());

    [Fact]
    public void A_root_of_a_Clamp() => AssertCutOff((_x - 1).Clamp(0, 3).Sqrt(), at4: 1 / (2 * Math.Sqrt(3)));

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2)]
    public void Numbers_that_are_NaN_are_not_hidden(int which)
    {
        var x = _tape.Variable([Real.NaN, -1], new(2, 1));
        var y = which == 0 ? x.Relu() : which == 1 ? x.Affine<Relu>(_tape.Constant(1), _tape.Constant(0)) : x.Clamp(0, 1);
        _tape.Backward((y * y).Sum());
        Assert.True(Real.IsNaN(x.Gradient[0]));
        Assert.Equal(0, x.Gradient[1]);
    }

    /// <summary> Shares of 10⁻³⁵ would make denormal products all the way back. </summary>
    [Fact]
    public void A_share_of_a_sum_that_no_digit_of_it_shows()
    {
        var x = _tape.Variable([0, -55, -56, -80, -88, -103, -1000], new(7, 1));
        _tape.Backward(x.LogSumExp());
        Assert.Equal(1, x.Gradient[0], 1e-6);
        Assert.Equal(1, x.Gradient[1] / Math.Exp(-55), 1e-4);
        Assert.All(x.Gradient[2..].ToArray(), share => Assert.Equal(0, share));
    }

    void AssertCutOff(Tensor y, double at4 = 0.25)
    {
        _tape.Backward(y.Sum());
        for (var i = 0; i < 17; i++)
            Assert.Equal(_x.Values[i] > 0 ? at4 : 0, _x.Gradient[i], 1e-6);
    }
}
