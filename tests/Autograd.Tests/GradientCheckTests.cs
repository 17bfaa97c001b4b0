using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd.Tests;

/// <summary> The checker is checked: it passes what is right, and catches each way to be wrong. </summary>
public class GradientCheckTests
{
    static readonly bool _isDouble = sizeof(Real) == sizeof(double);

    readonly Tape _tape = new(seed: 2);

    Tensor Variable(Shape shape) => _tape.Variable([.. Enumerable.Range(1, shape.Size).Select(i => (Real)Math.Sin(i))], shape);

    /// <summary> To 1e-7 in double. In float single elements of a small gradient drown in the rounding of the output, directions do not. </summary>
    [Theory]
    [InlineData(Activation.None), InlineData(Activation.Relu), InlineData(Activation.LeakyRelu), InlineData(Activation.Elu)]
    [InlineData(Activation.Tanh), InlineData(Activation.Sigmoid), InlineData(Activation.Softplus)]
    public void WholeNetworks_Pass(Activation activation)
    {
        var net = new Mlp(_tape, [3, 6, 4, 2], activation, stack: 2);
        var y = net.Apply(Variable(new(2, 3)));
        Tensor[] losses =
        [
            y, y.MeanSquaredError(_tape.Constant(1)), y.SoftmaxCrossEntropy([0, 1]),
            y.GaussianNegativeLogLikelihood(_tape.Constant(0), y.Square() + 1),
        ];
        var check = _isDouble ? new GradientCheck() : new GradientCheck { Step = 0.1, Elements = 0 };
        foreach (var loss in losses)
            Assert.True(check.Verify(loss).Comparisons > 100);
        Assert.Equal(_isDouble ? 1e-7 : 3e-4, check.Tolerance);
    }

    [Fact]
    public void Noise_AndMasks_StayWhileTheyAreNudged() =>
        new GradientCheck().Verify((Variable(new(5, 8)).Dropout((Real)0.5) * _tape.Normal(new(5, 8))).Square().Mean());

    [Fact]
    public void ACheckThatIsAskedForNothing_StillLooksAlongTheGradient()
    {
        foreach (var shape in (Shape[])[Shape.Scalar, new(10, 10)])
        {
            var x = Variable(shape);
            Assert.False(new GradientCheck { Elements = 0, Directions = -1, Step = 0.1 }.Run(_tape.Record<Map<NearlyTanh>>(x, x.Shape)).Passed);
        }
    }

    [Fact]
    public void ParametersOfACheckpointAlone_HaveToBeNamed()
    {
        var w = _tape.Parameter("w", new(2, 2), (values, random) => random.Normal(values));
        var y = _tape.Checkpoint(a => a.MatMul(w), _tape.Constant([1, 2, 3, 4], 2, 2), columns: 2, rowsAtATime: 1);
        Assert.Contains("name those", Assert.Throws<InvalidOperationException>(() => new GradientCheck().Verify(y)).Message, StringComparison.Ordinal);
        new GradientCheck().Verify(y, w);
    }

    [Fact]
    public void Slices_ThatOverlap_AreNoMistake()
    {
        var w = _tape.Parameter("w", new(6, 2), (values, random) => random.Normal(values));
        var x = Variable(new(6, 2));
        new GradientCheck().Verify((w.Slice(Axis.Rows, 0, 4) * x.Slice(Axis.Rows, 2, 4) * w.Slice(Axis.Rows, 1, 4) * x.Slice(Axis.Rows, 0, 4)).Sum());
    }

    [Theory]
    [InlineData(1), InlineData(7), InlineData(1000)]
    public void ARuleWrongByAThousandth_IsCaught(int length)
    {
        var x = Variable(new(1, length));
        var report = new GradientCheck().Run(_tape.Record<Map<NearlyTanh>>(x, x.Shape));
        Assert.False(report.Passed);
        Assert.InRange(report.RelativeError, 0.0006, 0.0014);
        Assert.InRange(report.Analytic / report.Numeric, 1.0006, 1.0014);
    }

    [Fact]
    public void ARuleWrongByAThousandth_IsCaughtInsideANetwork()
    {
        var net = new Mlp(_tape, [3, 8, 8], Activation.Tanh);
        var y = net.Apply(Variable(new(4, 3)));
        Assert.False(new GradientCheck().Run(_tape.Record<Map<NearlyTanh>>(y, y.Shape).Square().Mean()).Passed);
    }

    [Fact]
    public void TheMessage_SaysWhereAndBothNumbers()
    {
        var w = _tape.Parameter("layer.weight", new(2, 2, 3), (values, _) => values.Fill(1));
        var message = Assert.Throws<InvalidOperationException>(() => new GradientCheck { Directions = 0 }.Verify(_tape.Record<Forgetful>(w, w.Shape).Sum())).Message;
        Assert.Contains("parameter 'layer.weight' (2×2×3)", message, StringComparison.Ordinal);
        Assert.Contains("element (1, 1, 2)", message, StringComparison.Ordinal);
        Assert.Contains("Backward gives 0, differences give 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneElementForgotten_IsCaughtInALargeOperandToo()
    {
        var x = Variable(new(100, 3));
        Assert.False(new GradientCheck().Run(_tape.Record<Forgetful>(x, x.Shape)).Passed);
    }

    [Fact]
    public void OverwritingInsteadOfAdding_IsCaught()
    {
        var x = Variable(new(2, 3));
        var report = new GradientCheck().Run(_tape.Record<Overwriting>(x, x.Shape));
        Assert.False(report.Passed);
        Assert.Contains("there already", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AGradientForWhatIsNotTracked_IsCaught()
    {
        var x = Variable(new(2, 3));
        var report = new GradientCheck().Run(_tape.Record<Meddling>(x, _tape.Constant(x.Values, x.Shape), x.Shape));
        Assert.False(report.Passed);
        Assert.Contains("2×3 constant, element (0, 0), which is not tracked", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AKink_IsReported()
    {
        var x = _tape.Variable([1, 0, -1], new(1, 3));
        var report = new GradientCheck().Run(x.Relu());
        Assert.False(report.Passed);
        Assert.Contains("kink", report.ToString(), StringComparison.Ordinal);
        new GradientCheck().Verify(_tape.Variable([1, (Real)0.01, -1], new(1, 3)).Relu());   // near one the steps become short enough
    }

    [Fact]
    public void OutsideOfTheDomain_IsReported()
    {
        new GradientCheck().Verify(_tape.Variable([(Real)0.001, 1], new(1, 2)).Log());
        var report = new GradientCheck().Run(_tape.Variable([0, 1], new(1, 2)).Sqrt());
        Assert.False(report.Passed);
        Assert.Contains("not finite", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheOutputAlsoSeesDetached_CanBeLeftOut()
    {
        Tensor a = Variable(new(2, 3)), b = Variable(new(2, 3));
        var y = a * b * b.Detach();
        Assert.False(new GradientCheck().Run(y).Passed);
        new GradientCheck().Verify(y, a);
        Assert.Contains("no parameter or variable", Assert.Throws<ArgumentException>(() => new GradientCheck().Run(y, y)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_AreAfterwardsWhatTheyWere()
    {
        var net = new Mlp(_tape, [3, 8, 2], Activation.Tanh);
        var hidden = net.Apply(Variable(new(4, 3)));
        var loss = hidden.Square().Mean();
        _tape.Backward(loss);
        Real[] parameters = _tape.Parameters.Values.ToArray(), values = hidden.Values.ToArray(), gradients = _tape.Parameters.Gradients.ToArray();
        var report = new GradientCheck().Verify(loss);
        Assert.Equal(parameters, _tape.Parameters.Values.ToArray());
        Assert.Equal(values, hidden.Values.ToArray());
        Assert.Equal(gradients, _tape.Parameters.Gradients.ToArray());
        Assert.Equal(report, new GradientCheck().Run(loss));
    }

    [Fact]
    public void WithoutAnythingTracked_ThereIsNothingToCheck() =>
        Assert.Contains("constants", Assert.Throws<InvalidOperationException>(() => new GradientCheck().Run(_tape.Constant(1).Exp())).Message, StringComparison.Ordinal);

    readonly struct NearlyTanh : IMap
    {
        public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => Elementary.Tanh(x, y);

        public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => (Vector<Real>.One - y * y) * (Real)1.001;
    }

    /// <summary> y = 2x, whose Backward leaves out the last element. </summary>
    sealed class Forgetful : Op
    {
        public override void Forward(in Node n)
        {
            for (var i = 0; i < n.Y.Values.Length; i++)
                n.Y.Values[i] = 2 * n.A.Values[i];
        }

        public override void Backward(in Node n)
        {
            for (var i = 0; i < n.Y.Grads.Length - 1; i++)
                n.A.Grads[i] += 2 * n.Y.Grads[i];
        }
    }

    /// <summary> y = x, dx = dy instead of dx += dy. </summary>
    sealed class Overwriting : Op
    {
        public override void Forward(in Node n) => n.A.Values.CopyTo(n.Y.Values);

        public override void Backward(in Node n) => n.Y.Grads.CopyTo(n.A.Grads);
    }

    /// <summary> y = a, and a gradient for b without asking whether it wants one. </summary>
    sealed class Meddling : Op
    {
        public override void Forward(in Node n) => n.A.Values.CopyTo(n.Y.Values);

        public override void Backward(in Node n)
        {
            for (var i = 0; i < n.Y.Grads.Length; i++)
                n.A.Grads[i] += n.Y.Grads[i];
            n.B.Grads[0] = 1;
        }
    }
}
