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

    /// <summary> A product cuts negative sums itself, in its tiles and where it has a single term; the function must not show that. </summary>
    [Theory]
    [InlineData(1), InlineData(2)]
    public void AffineWithRelu_IsReluOfAffine_ToTheBit(int inputs)
    {
        Real[] numbers = [-2, Real.NegativeZero, 0, Real.Epsilon, -Real.Epsilon, 3, Real.NaN, Real.PositiveInfinity, Real.NegativeInfinity];
        var tape = new Tape();
        var x = tape.Constant([.. numbers.SelectMany(number => Enumerable.Repeat(number, inputs))], rows: numbers.Length, cols: inputs);
        var weight = tape.Constant([.. Enumerable.Repeat((Real)0.5, 5 * inputs)], rows: inputs, cols: 5);   // half of −ε is −0
        var bias = tape.Constant([Real.NegativeZero, Real.NegativeZero, 0, 1, -1], rows: 1, cols: 5);
        var expected = x.Affine(weight, bias).Relu();
        Assert.Equal(Bits(expected), Bits(x.Affine<Relu>(weight, bias)));

        static IEnumerable<long> Bits(Tensor y) => [.. y.Values.ToArray().Select(value => BitConverter.DoubleToInt64Bits(value))];
    }

    [Fact]
    public void Backward_AddsUpAllUsesOfAnOperand()
    {
        var tape = new Tape();
        var x = tape.Variable([1, 2, 3, 4], new(2, 2));
        var y = x.MatMul(x) + x * x + x - x;
        tape.Backward(y, [1, 1, 1, 1]);
        // Σ over i of (x·x): row sums and column sums of x meet; x² gives 2x, x − x nothing.
        Assert.Equal([3 + 4 + 2, 7 + 4 + 4, 3 + 6 + 6, 7 + 6 + 8], x.Gradient.ToArray());
        new GradientCheck().Verify(y);
    }

    [Fact]
    public void Backward_OfTwoOutputs_Accumulates()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar, (v, _) => v[0] = 2);
        Tensor first = w * 3, second = w.Square();
        tape.Backward(first);
        tape.Backward(second, accumulate: true);
        Assert.Equal(7, w.Gradient[0]);
    }

    [Fact]
    public void Backward_FromALeafItself_IsTheSeed()
    {
        var tape = new Tape();
        var x = tape.Variable([1, 2], new(1, 2));
        tape.Backward(x, [5, 6]);
        Assert.Equal([5, 6], x.Gradient.ToArray());
    }

    [Fact]
    public void Backward_OfMoreThanOneNumber_AsksForASeed()
    {
        var tape = new Tape();
        var x = tape.Variable([1, 2], new(1, 2));
        var y = x.Square();
        Assert.Contains("1×2; a loss must be one number", Assert.Throws<ArgumentException>(() => tape.Backward(y)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => tape.Backward(y, [1, 2, 3]));
        tape.Backward(y, [1, 10]);
        Assert.Equal([2, 40], x.Gradient.ToArray());
    }

    [Fact]
    public void Backward_RefusesASeedThatItWouldClear()
    {
        var tape = new Tape();
        var x = tape.Variable([1, 2], new(1, 2));
        var y = x.Square();
        tape.Backward(y, [1, 1]);
        Assert.Contains("copy it", Assert.Throws<ArgumentException>(() => tape.Backward(y, x.Gradient)).Message, StringComparison.Ordinal);
        Assert.Equal([2, 4], x.Gradient.ToArray());
        tape.Backward(y, x.Gradient.ToArray());
        Assert.Equal([4, 16], x.Gradient.ToArray());
    }

    [Fact]
    public void Backward_OfConstantsAlone_IsRefused()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar);
        Assert.Contains("depends on no parameter", Assert.Throws<InvalidOperationException>(() => tape.Backward(tape.Constant(1) + w.Detach())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NodesThatWereNotReached_HaveAGradientOf0()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar);
        var infinite = w.Log().Square();
        tape.Backward(w + 1);
        Assert.Equal(Real.PositiveInfinity, infinite.Item());
        Assert.Equal(0, infinite.Gradient[0]);
    }

    [Fact]
    public void AGradient_IsThereAfterBackwardOnly()
    {
        var tape = new Tape();
        var x = tape.Variable([1], Shape.Scalar);
        Assert.Contains("call Backward first", Assert.Throws<InvalidOperationException>(() => x.Gradient[0]).Message, StringComparison.Ordinal);
        tape.Backward(x.Square());
        Assert.Equal(2, x.Gradient[0]);
        var later = x.Square();
        Assert.Contains("call Backward first", Assert.Throws<InvalidOperationException>(() => later.Gradient[0]).Message, StringComparison.Ordinal);
        Assert.Contains("constant", Assert.Throws<InvalidOperationException>(() => tape.Constant(1).Gradient[0]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Detach_CopiesNothing_AndOutlivesAReset()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", new(1, 2), (v, _) => v.Fill(1));
        var fixedW = w.Detach();
        tape.Parameters["w"].Values[1] = 5;
        tape.Reset();
        Assert.Equal([1, 5], fixedW.Values.ToArray());
        Assert.False(fixedW.Square().Tracked);
        tape.Backward((w * fixedW).Sum());
        Assert.Equal([1, 5], w.Gradient.ToArray());
    }

    [Fact]
    public void Parameters_ComeBeforeEverythingElse()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar);
        _ = w + w;
        Assert.Contains("'late': make all parameters before", Assert.Throws<InvalidOperationException>(() => tape.Parameter("late", Shape.Scalar)).Message, StringComparison.Ordinal);
        tape.Reset();
        Assert.Contains("the name is taken", Assert.Throws<ArgumentException>(() => tape.Parameter("w", Shape.Scalar)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => tape.Parameter("failing", Shape.Scalar, (_, _) => throw new NotSupportedException()));
        tape.Backward(tape.Parameter("late", Shape.Scalar) + w);
        Assert.Equal(2, tape.Parameters.Count);
        Assert.Equal(1, tape.Parameters["late"].Gradient[0]);
    }

    [Fact]
    public void AParameterMadeAfterABackward_StartsWithoutAGradient()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", new(1, 3), (v, _) => v.Fill(2));
        tape.Backward(w.Square().Sum());
        tape.Reset();
        tape.Parameter("late", new(20, 30));
        Assert.Equal(new Real[600], tape.Parameters["late"].Gradient.ToArray());
        Assert.Equal([4, 4, 4], tape.Parameters["w"].Gradient.ToArray());
    }

    [Fact]
    public void TensorsOfAnotherTape_AreRefused()
    {
        Tape tape = new(), other = new();
        var x = tape.Variable([2], Shape.Scalar);
        var foreign = other.Variable([1], Shape.Scalar);
        var y = x.Square();
        Assert.Contains("another tape", Assert.Throws<InvalidOperationException>(() => x + foreign).Message, StringComparison.Ordinal);
        Assert.Contains("another tape", Assert.Throws<InvalidOperationException>(() => tape.Backward(foreign)).Message, StringComparison.Ordinal);
        Assert.Contains("default(Tensor)", Assert.Throws<InvalidOperationException>(() => x + default(Tensor)).Message, StringComparison.Ordinal);
        tape.Backward(y);
        Assert.Equal(4, x.Gradient[0]);
    }

    [Fact]
    public void Reset_RefusesWhatWasMadeBefore()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar, (v, _) => v[0] = 3);
        Tensor constant = tape.Constant(1), variable = tape.Variable([1], Shape.Scalar), result = w.Square(), slice = result.Reshape(1, 1, 1);
        tape.Reset();
        foreach (var old in new[] { constant, variable, result, slice, result.Detach() })
        {
            Assert.Contains("before the tape was Reset", Assert.Throws<InvalidOperationException>(() => old.Values[0]).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => old.Gradient[0]);
            Assert.Throws<InvalidOperationException>(() => w * old);
            Assert.Throws<InvalidOperationException>(() => tape.Backward(old));
        }
        Assert.Equal(9, w.Square().Item());
    }

    [Fact]
    public void AnOptimisersStep_MakesRecordedValuesStale()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", Shape.Scalar, (v, _) => v[0] = 4);
        var sgd = new Sgd(tape.Parameters) { Rate = 0.25 };
        var loss = w.Square();
        tape.Backward(loss);
        sgd.Step();
        Assert.Contains("optimiser has moved", Assert.Throws<InvalidOperationException>(() => tape.Backward(loss)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => tape.Backward(w.Square()));   // new operations beside old ones do not help
        Assert.Equal(8, w.Gradient[0]);
        tape.Replay();
        tape.Backward(loss);
        Assert.Equal([4, 4], [loss.Item(), w.Gradient[0]]);
        sgd.Step();
        tape.Reset();
        tape.Backward(w.Square());
        Assert.Equal(2, w.Gradient[0]);
    }

    [Fact]
    public void Replay_KeepsNoise()
    {
        var tape = new Tape(seed: 1);
        var w = tape.Parameter("w", new(1, 50), (v, _) => v.Fill(1));
        var y = w.Dropout((Real)0.5) * tape.Normal(new(1, 50)) + tape.Uniform(new(1, 50));
        Real[] before = y.Values.ToArray();
        tape.Replay();
        Assert.Equal(before, y.Values.ToArray());
        w.Dropout((Real)0.5);
        Assert.Equal(before, y.Values.ToArray());
    }

    [Fact]
    public void AnOperationThatThrows_LeavesNoTrace()
    {
        var tape = new Tape();
        var w = tape.Parameter("w", new(1, 3), (v, _) => v.Fill(2));
        var y = w.Square();
        Assert.Throws<NotSupportedException>(() => tape.Record<Failing>(w, new(40, 50)));   // after the arrays have grown for it
        Assert.Contains("Failing: default(Shape)", Assert.Throws<ArgumentException>(() => tape.Record<Failing>(w, default)).Message, StringComparison.Ordinal);
        tape.Replay();
        tape.Backward((y * 3).Sum());
        Assert.Equal([12, 12, 12], w.Gradient.ToArray());
    }

    [Fact]
    public void Shapes_BeyondReason_AreRefused()
    {
        var tape = new Tape();
        Assert.Contains("0×1×1", Assert.Throws<ArgumentException>(() => new Shape(0, 1, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("more than", Assert.Throws<ArgumentException>(() => new Shape(1 << 20, 1 << 20, 1 << 20)).Message, StringComparison.Ordinal);
        Assert.Contains("3 numbers cannot fill 2×2", Assert.Throws<ArgumentException>(() => tape.Constant([1, 2, 3], new Shape(2, 2))).Message, StringComparison.Ordinal);
        Assert.Contains("default(Shape)", Assert.Throws<ArgumentException>(() => tape.Normal(default)).Message, StringComparison.Ordinal);
        tape.Parameter("w", Shape.Scalar);   // nothing is on the tape yet
        Assert.Contains("2×2 is not one number", Assert.Throws<InvalidOperationException>(() => tape.Constant(new Real[4], 2, 2).Item()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ATrainingStep_AllocatesNothing()
    {
        var tape = new Tape(seed: 1);
        var net = new Mlp(tape, [3, 16, 16, 4], Activation.Tanh, stack: 5);
        var adam = new Adam(tape.Parameters) { MaximumNorm = 1 };
        Real[] x = [.. Enumerable.Range(0, 24).Select(i => (Real)Math.Sin(i))];
        int[] labels = [0, 1, 2, 3, 0, 1, 2, 3];
        Assert.Equal(0, Allocation.Of(Step));

        void Step()
        {
            tape.Reset();
            var y = net.Apply(tape.Constant(x, 8, 3)).Dropout((Real)0.1);
            tape.Backward(y.SoftmaxCrossEntropy(labels) + y.Square().Mean() * (Real)1e-3);
            adam.Step();
        }
    }

    sealed class Failing : Op
    {
        public override void Forward(in Node n) => throw new NotSupportedException();

        public override void Backward(in Node n) => throw new NotSupportedException();
    }
}
