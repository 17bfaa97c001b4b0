namespace HyperGan.Autograd.Tests;

public class AccumulationTests
{
    const int Parts = 3, Rows = 40, Width = 120;   // 4 800 numbers a part: large enough for a late range, as are the weights

    readonly Tape _tape = new(seed: 5);
    readonly Tensor _first, _second, _unused;
    readonly Real[] _x;

    public AccumulationTests()
    {
        _first = _tape.Parameter("first", new(Width, Width), (values, random) => random.Normal(values, 0, (Real)0.1));
        _second = _tape.Parameter("second", new(Width, Width), (values, random) => random.Normal(values, 0, (Real)0.1));
        _unused = _tape.Parameter("unused", new(Width, Width));
        _x = new Real[Parts * Rows * Width];
        _tape.Random.Split("x").Normal(_x);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Parts_and_rest_give_the_gradients_of_their_sum(bool withRest)
    {
        var shared = Shared();
        var sum = Loss(shared.Slice(Axis.Rows, 0, Rows)) + Loss(shared.Slice(Axis.Rows, Rows, Rows)) + Loss(shared.Slice(Axis.Rows, 2 * Rows, Rows));
        _tape.Backward(withRest ? sum + Rest(shared) : sum);
        Real[] expected = _tape.Parameters.Gradients.ToArray(), expectedShared = shared.Gradient.ToArray();

        for (var turn = 0; turn < 2; turn++)
        {
            _tape.Parameters.Gradients.Fill(7);   // also those of what nothing depends on are to be 0 again
            shared = InParts(withRest);
            AssertClose(expected, _tape.Parameters.Gradients);
            AssertClose(expectedShared, shared.Gradient);
        }
    }

    [Fact]
    public void A_turn_after_the_first_allocates_nothing()
    {
        Assert.Equal(0, Allocation.Of(() => InParts(withRest: true), times: 3));
    }

    [Fact]
    public void What_was_forgotten_is_refused_and_what_is_shared_is_not()
    {
        var shared = Shared();
        var parts = _tape.Accumulate();
        var part = shared.Slice(Axis.Rows, 0, Rows).Square();
        parts.Add(part.Sum());
        Assert.Throws<InvalidOperationException>(() => part.Values.Length);
        Assert.Equal(Parts * Rows * Width, shared.Values.Length);
        parts.Complete();
        _tape.Reset();
        Assert.Throws<InvalidOperationException>(() => shared.Values.Length);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var shared = Shared();
        Assert.Throws<ArgumentException>(() => _tape.Accumulate().Add(shared));
        Assert.Contains("accumulates already", Assert.Throws<InvalidOperationException>(() => _tape.Accumulate().Complete()).Message, StringComparison.Ordinal);
        Assert.Contains("accumulates parts", Assert.Throws<InvalidOperationException>(() => _tape.Backward(shared.Sum())).Message, StringComparison.Ordinal);
        _tape.Reset();
        shared = Shared();
        Assert.Contains("no parameter", Assert.Throws<InvalidOperationException>(() => _tape.Accumulate().Add(shared.Detach().Sum())).Message, StringComparison.Ordinal);
        _tape.Reset();
        var parts = _tape.Accumulate();
        parts.Complete();
        Assert.Contains("complete", Refusal(parts), StringComparison.Ordinal);

        static string Refusal(Accumulation parts)
        {
            try
            {
                parts.Complete();
                return "";
            }
            catch (InvalidOperationException e)
            {
                return e.Message;
            }
        }
    }

    [Fact]
    public void A_parameter_is_refused_while_parts_are_added_since_the_next_part_would_lie_over_it()
    {
        _tape.Reset();
        var parts = _tape.Accumulate();
        Assert.Contains("before Accumulate", Assert.Throws<InvalidOperationException>(() => _tape.Parameter("late", Shape.Scalar)).Message, StringComparison.Ordinal);
        parts.Add(_first.Sum());
        parts.Complete();
        _tape.Reset();
        _tape.Parameter("late", Shape.Scalar);
        Assert.Equal(4, _tape.Parameters.Count);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void An_optimisers_step_between_the_parts_makes_what_they_share_stale(bool withRest)
    {
        var shared = Shared();
        var parts = _tape.Accumulate();
        parts.Add(Loss(shared));
        new Sgd(_tape.Parameters).Step();
        var message = "";
        try
        {
            if (withRest)
                parts.Complete(Rest(shared));
            else
                parts.Complete();
        }
        catch (InvalidOperationException e)
        {
            message = e.Message;
        }
        Assert.Contains("optimiser has moved", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Gradients_read_between_the_parts_are_not_those_of_the_last_step(bool isAbandoned)
    {
        _tape.Reset();
        _tape.Backward(_first.Sum() + _unused.Sum());
        _tape.Reset();
        _tape.Accumulate().Add(_second.Sum());
        if (isAbandoned)
            _tape.Reset();
        Assert.All(_tape.Parameters["unused"].Gradient.ToArray(), gradient => Assert.Equal(0, gradient));
        Assert.All(_tape.Parameters["second"].Gradient.ToArray(), gradient => Assert.Equal(1, gradient));
    }

    [Fact]
    public void Gradients_added_to_those_of_abandoned_parts_are_not_added_to_those_of_the_last_step()
    {
        _tape.Reset();
        _tape.Backward(_first.Sum() + _unused.Sum());
        _tape.Reset();
        _tape.Accumulate().Add(_second.Sum());
        _tape.Reset();
        _tape.Backward(_first.Sum(), accumulate: true);
        Assert.All(_first.Gradient.ToArray(), gradient => Assert.Equal(1, gradient));
        Assert.All(_unused.Gradient.ToArray(), gradient => Assert.Equal(0, gradient));
    }

    Tensor InParts(bool withRest)
    {
        var shared = Shared();
        var parts = _tape.Accumulate();
        for (var i = 0; i < Parts; i++)
            parts.Add(Loss(shared.Slice(Axis.Rows, i * Rows, Rows)));
        if (withRest)
            parts.Complete(Rest(shared));
        else
            parts.Complete();
        return shared;
    }

    Tensor Shared()
    {
        _tape.Reset();
        return _tape.Constant(_x, Parts * Rows, Width).MatMul(_first).Tanh();
    }

    Tensor Loss(in Tensor part) => part.MatMul(_second).Square().Mean();

    static Tensor Rest(in Tensor shared) => shared.Abs().Mean();

    static void AssertClose(ReadOnlySpan<Real> expected, ReadOnlySpan<Real> actual)
    {
        var tolerance = (sizeof(Real) == sizeof(float) ? 1e-5 : 1e-13) * Math.Sqrt(System.Numerics.Tensors.TensorPrimitives.SumOfSquares(expected) / (double)expected.Length);
        Assert.True(tolerance > 0);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
