namespace HyperGan.Autograd.Tests;

public class TapeTests
{
    [Fact]
    public void Backward_GivesTheChainRule()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar, (v, _) => v[0] = 2);
        var x = tape.Constant(3);
        tape.Backward(w * w * x + w);
        Assert.Equal(13, w.Gradient[0]);
    }

    [Fact]
    public void Backward_OverwritesUnlessAskedToAccumulate()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar, (v, _) => v[0] = 2);
        var y = w * w;
        tape.Backward(y);
        tape.Backward(y);
        Assert.Equal(4, w.Gradient[0]);
        tape.Backward(y, accumulate: true);
        Assert.Equal(8, w.Gradient[0]);
    }

    [Fact]
    public void Backward_VisitsOnlyWhatTheLossDependsOn()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar);
        var overflowing = tape.Constant(Real.PositiveInfinity) * w;   // its slope is ∞, and 0 · ∞ would spoil w
        var loss = w + 1;
        Assert.True(Real.IsNaN(overflowing.Item()));
        tape.Backward(loss);
        Assert.Equal(1, w.Gradient[0]);
    }

    [Fact]
    public void Detach_StopsTheGradient()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar, (v, _) => v[0] = 2);
        tape.Backward(w * w.Detach());
        Assert.Equal(2, w.Gradient[0]);
    }

    [Fact]
    public void Reset_KeepsParametersAndTheirGradients()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", new(2, 2), (v, _) => v.Fill(3));
        tape.Backward(w.Sum());
        tape.Reset();
        Assert.Equal([3, 3, 3, 3], w.Values.ToArray());
        Assert.Equal([1, 1, 1, 1], w.Gradient.ToArray());
    }

    [Fact]
    public void Replay_ComputesFromPresentValues()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar, (v, _) => v[0] = 2);
        var y = w * w;
        tape.Parameters["w"].Values[0] = 3;
        tape.Replay();
        Assert.Equal(9, y.Item());
    }

    [Fact]
    public void Affine_OfAStackSharesTheData()
    {
        var tape = new Tape(seed: 1);
        var w = tape.Parameter("w", new(3, 2, 4), (v, random) => random.Normal(v));
        var b = tape.Parameter("b", new(3, 1, 4), (v, random) => random.Normal(v));
        var x = tape.Constant([1, 2, 3, 4, 5, 6], rows: 3, cols: 2);
        var y = x.Affine<Tanh>(w, b);
        var same = (x.MatMul(w) + b).Tanh();
        Assert.Equal(new(3, 3, 4), y.Shape);
        for (var i = 0; i < y.Values.Length; i++)
            Assert.Equal(same.Values[i], y.Values[i], (Real)1e-5);
    }
}
