using HyperGan.Autograd;

namespace HyperGan.Mine.Tests;

public class AdaptiveClippingTests
{
    [Theory]
    [InlineData(100, 5), InlineData(0.5, 2.5)]
    public void The_gradient_of_the_bound_is_cut_to_the_norm_of_the_loss(double weight, double expectedNorm)
    {
        var tape = new Tape();
        var generator = tape.Parameter("generator", new(1, 2), (v, _) => v.Fill(1));
        var statistics = tape.Parameter("statistics", new(1, 2), (v, _) => v.Fill(1));
        var loss = (generator * tape.Constant([3, 4], 1, 2)).Sum();                                                 // gradient (3, 4), norm 5
        var bound = (generator * tape.Constant([4, -3], 1, 2) * statistics).Sum() * (Real)weight;                   // gradient weight · (4, −3)
        var clipping = new AdaptiveClipping();
        clipping.Backward(tape.Parameters[..1], loss, bound);
        var share = expectedNorm / 5;
        Assert.Equal(3 + 4 * share, generator.Gradient[0], 1e-5);
        Assert.Equal(4 - 3 * share, generator.Gradient[1], 1e-5);
        Assert.Equal(5, clipping.LossNorm, 1e-5);
        Assert.Equal(5 * weight, clipping.BoundNorm, 1e-3);
        Assert.Equal(4 * weight, statistics.Gradient[0], 1e-3);   // whole
    }

    [Fact]
    public void A_gradient_that_is_no_number_is_refused()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar, (v, _) => v[0] = 1);
        var infinite = w * tape.Constant(Real.PositiveInfinity);
        Assert.Throws<InvalidOperationException>(() => new AdaptiveClipping().Backward(tape.Parameters, w * 1, infinite));
    }
}
