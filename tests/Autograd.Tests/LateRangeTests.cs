namespace HyperGan.Autograd.Tests;

/// <summary> Gradients of large tensors are cleared late or never; nobody may see the difference. </summary>
public class LateRangeTests
{
    const int Width = 128;   // 16 384 numbers

    readonly Tape _tape = new(seed: 7);
    readonly Tensor _w, _v;

    public LateRangeTests()
    {
        _w = _tape.Parameter("w", new(Width, Width), (values, random) => random.Normal(values));
        _v = _tape.Parameter("v", new(Width, Width), (values, random) => random.Normal(values));
        Dirty();
    }

    [Fact]
    public void A_parameter_that_the_loss_does_not_reach_has_gradient_0()
    {
        _tape.Backward(_v.Sum());
        Assert.All(_w.Gradient.ToArray(), gradient => Assert.Equal(0, gradient));
        Assert.All(_v.Gradient.ToArray(), gradient => Assert.Equal(1, gradient));
    }

    [Fact]
    public void An_optimiser_finds_gradient_0_where_the_loss_does_not_reach()
    {
        _tape.Backward(_v.Sum());
        var gradients = _tape.Parameters.Gradients.ToArray();   // the span that an optimiser reads
        Assert.All(gradients[..(Width * Width)], gradient => Assert.Equal(0, gradient));
        Assert.All(gradients[^(Width * Width)..], gradient => Assert.Equal(1, gradient));
    }

    [Fact]
    public void A_result_that_the_loss_does_not_reach_has_gradient_0()
    {
        var aside = _w.Square();
        _tape.Backward(_v.Sum());
        Assert.All(aside.Gradient.ToArray(), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void A_product_that_comes_first_and_one_that_comes_later_are_added()
    {
        // Backwards the product of the last line comes first and may overwrite; the sum and the other product must add.
        var loss = _w.MatMul(_v).Sum() + _w.Sum() + _w.MatMul(_v).Sum();
        _tape.Backward(loss);
        var rows = RowSums(_v);
        AssertColumns(col => 2 * rows[col] + 1, _w.Gradient);
    }

    [Fact]
    public void A_function_that_comes_first_and_one_that_comes_later_are_added()
    {
        _tape.Backward(_w.Square().Sum() + _w.Sum() + _w.Square().Sum());
        for (var i = 0; i < Width * Width; i++)
            Assert.Equal(4 * _w.Values[i] + 1, _w.Gradient[i], Close(1));
    }

    [Fact]
    public void The_gradients_of_a_wide_layer_that_come_first_and_those_that_come_later_are_added()
    {
        const int rows = 3, inputs = 20, outputs = 5_000;
        var tape = new Tape(seed: 9);
        var weight = tape.Parameter("weight", new(inputs, outputs), (values, random) => random.Normal(values));
        var bias = tape.Parameter("bias", new(1, outputs), (values, random) => random.Normal(values));
        for (var turn = 0; turn < 2; turn++)   // the second finds what the first has left
        {
            tape.Reset();
            var x = tape.Variable([.. Enumerable.Repeat((Real)2, rows * inputs)], new(rows, inputs));
            tape.Backward(x.Affine(weight, bias, Activation.Relu).Sum() + weight.Sum() + x.Sum() + x.Affine(weight, bias, Activation.Relu).Sum());
            var fires = Fires(x.Affine(weight, bias));
            for (var j = 0; j < outputs; j++)
            {
                Assert.Equal(fires[j] ? 2 * rows : 0, bias.Gradient[j]);
                Assert.Equal(fires[j] ? 4 * rows + 1 : 1, weight.Gradient[j + outputs]);
            }
            var sum = 1 + 2 * Enumerable.Range(0, outputs).Where(j => fires[j]).Sum(j => (double)weight.Values[j + outputs]);
            Assert.Equal(sum, x.Gradient[1], Close(1000));
            Assert.Equal(x.Gradient[1], x.Gradient[inputs + 1]);
        }

        static bool[] Fires(in Tensor z) => [.. z.Values[..outputs].ToArray().Select(value => value > 0)];
    }

    /// <summary> What a layer makes of the gradient that comes to it is its own affair. </summary>
    [Fact]
    public void A_layer_leaves_the_gradient_of_its_values_as_it_was()
    {
        var hidden = _w.Affine(_v, _tape.Constant(new Real[Width], 1, Width), Activation.Relu);
        _tape.Backward(hidden.Sum());
        Assert.All(hidden.Gradient.ToArray(), gradient => Assert.Equal(1, gradient));
    }

    [Fact]
    public void The_gradient_of_a_part_leaves_the_other_parts_at_0()
    {
        var top = _w.Slice(Axis.Rows, 0, Width / 2);
        _tape.Backward(top.MatMul(_v).Sum());
        Assert.All(_w.Gradient[(Width * Width / 2)..].ToArray(), gradient => Assert.Equal(0, gradient));
        Assert.Contains(_w.Gradient.ToArray(), gradient => gradient != 0);
    }

    [Fact]
    public void A_walk_that_throws_leaves_no_gradients_of_the_one_before()
    {
        _tape.Backward(_w.Sum() + _v.Sum());
        var output = _tape.Record<NoWayBack>(_w.Sum(), Shape.Scalar);
        Assert.Throws<NotSupportedException>(() => _tape.Backward(output));
        Assert.All(_tape.Parameters.Gradients.ToArray(), gradient => Assert.Equal(0, gradient));
    }

    [Fact]
    public void A_wide_bias_used_twice_gets_both_gradients()
    {
        var tape = new Tape();
        var weight = tape.Parameter("weight", new(2, 5_000));
        var bias = tape.Parameter("bias", new(1, 5_000));
        for (var turn = 0; turn < 2; turn++)
        {
            tape.Reset();
            var x = tape.Constant([1, 2, 3, 4, 5, 6], 3, 2);
            tape.Backward(x.Affine(weight, bias).Sum() + x.Affine(weight, bias).Sum());
            Assert.All(bias.Gradient.ToArray(), gradient => Assert.Equal(6, gradient));
            Assert.Equal([18, 24], [weight.Gradient[0], weight.Gradient[5_000]]);
        }
    }

    [Fact]
    public void Accumulating_adds_to_what_is_there()
    {
        _tape.Backward(_w.MatMul(_v).Sum());
        Real[] once = _w.Gradient.ToArray();
        _tape.Backward(_w.MatMul(_v).Sum(), accumulate: true);
        for (var i = 0; i < once.Length; i++)
            Assert.Equal(2 * once[i], _w.Gradient[i], 1e-5 * Math.Abs((double)once[i]));
    }

    [Fact]
    public void A_second_backward_of_the_same_tape_gives_the_same_bits()
    {
        var loss = _w.MatMul(_v).Tanh().MatMul(_v).Square().Mean();
        _tape.Backward(loss);
        Real[] once = _tape.Parameters.Gradients.ToArray();
        _tape.Backward(loss);
        Assert.Equal(once, _tape.Parameters.Gradients.ToArray());
    }

    [Fact]
    public void An_operation_that_failed_leaves_the_tape_as_it_was()
    {
        var before = _w.MatMul(_v);
        Assert.Throws<NotSupportedException>(() => _tape.Record<Failing>(_w, _w.Shape));
        var loss = before.Sum() + _tape.Variable([1, 2, 3], new(1, 3)).Sum();
        _tape.Backward(loss);
        var rows = RowSums(_v);
        AssertColumns(col => rows[col], _w.Gradient);
    }

    sealed class Failing : Op
    {
        public override void Forward(in Node n) => throw new NotSupportedException();

        public override void Backward(in Node n) => throw new NotSupportedException();
    }

    /// <summary> Leaves numbers in all gradients. </summary>
    void Dirty()
    {
        _tape.Backward((_w.Square().Sum() + _v.Square().Sum()) * 1000);
        _tape.Reset();
    }

    static double Close(double size) => size * (sizeof(Real) == sizeof(float) ? 1e-5 : 1e-12);

    static double[] RowSums(in Tensor x)
    {
        var values = x.Values.ToArray();
        return [.. Enumerable.Range(0, x.Shape.Rows).Select(row => values.Skip(row * Width).Take(Width).Sum(value => (double)value))];
    }

    /// <summary> d/dW of Σ W·V is the sum of row j of V in every row of column j. </summary>
    static void AssertColumns(Func<int, double> expected, ReadOnlySpan<Real> actual)
    {
        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(expected(i % Width), actual[i], sizeof(Real) == sizeof(float) ? 2e-3 : 1e-11);
    }

    sealed class NoWayBack : Op
    {
        public override void Forward(in Node n) => n.A.Values.CopyTo(n.Y.Values);

        public override void Backward(in Node n) => throw new NotSupportedException();
    }
}
