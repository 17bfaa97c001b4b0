namespace HyperGan.Autograd.Tests;

public class CheckpointTests
{
    const int Rows = 50, Width = 120;   // 6 000 numbers, and the weights too: large enough for late ranges

    readonly Tape _tape = new(seed: 6);
    readonly Tensor _weight;
    readonly Func<Tensor, Tensor> _one;
    readonly Func<Tensor, Tensor, Tensor> _two;
    readonly Real[] _x, _y;

    public CheckpointTests()
    {
        _weight = _tape.Parameter("weight", new(Width, Width), (values, random) => random.Normal(values, 0, (Real)0.1));
        _one = x => x.MatMul(_weight).Tanh();
        _two = (x, y) => x.MatMul(_weight).Tanh() * y;
        (_x, _y) = (new Real[Rows * Width], new Real[Rows * Width]);
        _tape.Random.Split("x").Normal(_x);
        _tape.Random.Split("y").Normal(_y);
    }

    [Theory]
    [InlineData(1), InlineData(16), InlineData(49), InlineData(50), InlineData(1000)]
    public void Values_and_gradients_are_those_of_the_function(int rowsAtATime)
    {
        var (x, y) = Operands();
        var plain = _two(_one(x), y);
        _tape.Backward(plain.Square().Mean());
        Real[][] expected = [plain.Values.ToArray(), x.Gradient.ToArray(), y.Gradient.ToArray(), _weight.Gradient.ToArray()];

        for (var turn = 0; turn < 2; turn++)
        {
            (x, y) = Operands();
            var blocks = Blocks(x, y, rowsAtATime);
            _tape.Backward(blocks.Square().Mean());
            Real[][] actual = [blocks.Values.ToArray(), x.Gradient.ToArray(), y.Gradient.ToArray(), _weight.Gradient.ToArray()];
            for (var i = 0; i < actual.Length; i++)
                AssertClose(expected[i], actual[i]);
        }
    }

    [Fact]
    public void Gradients_are_confirmed_by_differences()
    {
        var tape = new Tape(seed: 2);
        var weight = tape.Parameter("weight", new(3, 2), (values, random) => random.Normal(values));
        var x = tape.Variable([1, -2, 3, (Real)0.5, 0, -1, 2, 1, (Real)(-0.5), 1, 1, 2], new(4, 3));
        new GradientCheck().Verify(tape.Checkpoint(a => a.MatMul(weight).Tanh(), x, columns: 2, rowsAtATime: 3), weight, x);
    }

    [Fact]
    public void Parameters_are_reached_through_constants()
    {
        _tape.Reset();
        var y = _tape.Checkpoint(_one, _tape.Constant(_x, Rows, Width), Width, rowsAtATime: 16);
        Assert.True(y.Tracked);
        _tape.Backward(y.Sum());
        Assert.True(_weight.Gradient.ContainsAnyExcept((Real)0));
    }

    [Fact]
    public void Inside_of_parts_it_may_be_shared()
    {
        var (x, y) = Operands();
        var shared = _one(x);
        _tape.Backward(shared.Slice(Axis.Rows, 0, 20).Square().Mean() + shared.Slice(Axis.Rows, 20, 30).Abs().Mean() + (shared * y).Mean());
        var expected = _weight.Gradient.ToArray();

        (x, y) = Operands();
        shared = _tape.Checkpoint(_one, x, Width, rowsAtATime: 16);
        var parts = _tape.Accumulate();
        parts.Add(shared.Slice(Axis.Rows, 0, 20).Square().Mean());
        parts.Add(shared.Slice(Axis.Rows, 20, 30).Abs().Mean());
        parts.Complete(_tape.Checkpoint((a, b) => a * b, shared, y, Width, rowsAtATime: 7).Mean());
        AssertClose(expected, _weight.Gradient.ToArray());
    }

    [Fact]
    public void It_holds_one_block_at_a_time()
    {
        var tape = new Tape(seed: 1);
        var x = tape.Constant(new Real[1000 * 4], 1000, 4);
        var y = tape.Checkpoint(a => a.Square().Exp().Square().Exp(), x, 4, rowsAtATime: 10);
        var result = y.Sum();
        Assert.InRange(tape.Capacity, 8_000, 2 * 8_500);
        Assert.Equal(1000 * 4 * Math.E, result.Item(), 1e-2);
    }

    [Fact]
    public void Room_that_was_asked_for_is_there_and_a_negative_one_is_refused()
    {
        var tape = new Tape(seed: 1);
        tape.Reserve(5_120);
        var room = tape.Capacity;
        Assert.True(room >= 5_120);
        tape.Constant(new Real[5_120], 64, 80);
        Assert.Equal(room, tape.Capacity);
        Assert.Throws<ArgumentOutOfRangeException>(() => tape.Reserve(-1));
    }

    [Fact]
    public void A_function_that_throws_on_the_way_back_leaves_the_tape_as_it_was()
    {
        var (x, _) = Operands();
        var fails = false;
        var y = _tape.Checkpoint(Failing, x, Width, rowsAtATime: 16);
        _tape.Backward(y.Square().Sum());
        var (values, gradient, room) = (y.Values.ToArray(), x.Gradient.ToArray(), _tape.Capacity);

        fails = true;
        var sum = y.Sum();
        for (var turn = 0; turn < 100; turn++)   // what was left behind would fill the tape
            Assert.Equal("the way back", Assert.Throws<InvalidOperationException>(() => _tape.Backward(sum)).Message);
        fails = false;
        Assert.Equal(room, _tape.Capacity);
        Assert.Equal(values, y.Values.ToArray());
        _tape.Backward(y.Square().Sum());
        AssertClose(gradient, x.Gradient.ToArray());

        Tensor Failing(Tensor a)
        {
            var result = _one(a);
            return fails ? throw new InvalidOperationException("the way back") : result;
        }
    }

    [Theory]
    [InlineData("Backward"), InlineData("Reset"), InlineData("Replay"), InlineData("Accumulate")]
    public void A_walk_within_the_function_is_refused_since_it_would_lose_the_one_around_it(string method)
    {
        var (x, _) = Operands();
        Assert.Contains($"{method}: not within", Assert.Throws<InvalidOperationException>(() => _tape.Checkpoint(Walking, x, Width, rowsAtATime: 16)).Message, StringComparison.Ordinal);
        _tape.Backward(_tape.Checkpoint(_one, x, Width, rowsAtATime: 16).Sum());   // and all is as it was

        Tensor Walking(Tensor a)
        {
            var y = _one(a);
            if (method is "Backward")
                _tape.Backward(y.Sum());
            else if (method is "Reset")
                _tape.Reset();
            else if (method is "Replay")
                _tape.Replay();
            else
                _tape.Accumulate();
            return y;
        }
    }

    [Fact]
    public void A_turn_after_the_first_allocates_nothing() => Assert.Equal(0, Allocation.Of(() =>
    {
        var (x, y) = Operands();
        _tape.Backward(Blocks(x, y, rowsAtATime: 16).Mean());
    }, times: 3));

    [Fact]
    public void What_does_not_fit_is_refused_and_leaves_the_tape_as_it_was()
    {
        var (x, y) = Operands();
        Assert.Contains("as many rows", Refusal(() => _tape.Checkpoint(_two, x, y.Slice(Axis.Rows, 0, 3), Width, 16)), StringComparison.Ordinal);
        Assert.Contains("0 rows at a time", Refusal(() => _tape.Checkpoint(_one, x, Width, 0)), StringComparison.Ordinal);
        Assert.Contains("announced", Refusal(() => _tape.Checkpoint(_one, x, Width - 1, 16)), StringComparison.Ordinal);
        Assert.Equal(_x, x.Values.ToArray());
        Assert.Equal(_y.Sum(), y.Sum().Item(), 1e-3);

        static string Refusal(Func<Tensor> action) => Assert.Throws<ArgumentException>(() => action()).Message;
    }

    (Tensor X, Tensor Y) Operands()
    {
        _tape.Reset();
        return (_tape.Variable(_x, new(Rows, Width)), _tape.Variable(_y, new(Rows, Width)));
    }

    Tensor Blocks(in Tensor x, in Tensor y, int rowsAtATime) =>
        _tape.Checkpoint(_two, _tape.Checkpoint(_one, x, Width, rowsAtATime), y, Width, rowsAtATime);

    static void AssertClose(Real[] expected, Real[] actual)
    {
        var tolerance = (sizeof(Real) == sizeof(float) ? 1e-5 : 1e-13) * Math.Sqrt(expected.Average(e => (double)e * e));
        Assert.True(tolerance > 0);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
