using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Mine.Tests;

public class StatisticsNetworkTests
{
    static readonly int[] _partners = [2, 0, 4, 0, 3];   // 0 twice, 1 never

    [Theory]
    [InlineData(new[] { 7 }, 1), InlineData(new[] { 6, 5 }, 1), InlineData(new int[0], 1), InlineData(new[] { 7 }, 3), InlineData(new[] { 900 }, 1)]
    public void One_pass_gives_the_scores_and_gradients_of_two(int[] hidden, int stack)
    {
        var tape = new Tape(seed: 3);
        var net = new StatisticsNetwork(tape, 2, 1, hidden, Activation.Tanh, stack: stack);
        var (x, z) = Variables(tape);
        var (joint, marginal) = (net.Apply(x, z), net.Apply(x, z.GatherRows(_partners)));
        tape.Backward(Loss(joint, marginal));
        Real[][] expected = [joint.Values.ToArray(), marginal.Values.ToArray(), x.Gradient.ToArray(), z.Gradient.ToArray(), net.Parameters.Gradients.ToArray()];

        tape.Reset();
        (x, z) = Variables(tape);
        var scores = net.Score(x, z, _partners);
        Assert.Equal(new Shape(stack, 5, 1), scores.Joint.Shape);
        tape.Backward(Loss(scores.Joint, scores.Marginal));
        Real[][] actual = [scores.Joint.Values.ToArray(), scores.Marginal.Values.ToArray(), x.Gradient.ToArray(), z.Gradient.ToArray(), net.Parameters.Gradients.ToArray()];

        var tolerance = sizeof(Real) == sizeof(float) ? 1e-5 : 1e-13;
        for (var i = 0; i < expected.Length; i++)
            for (var j = 0; j < expected[i].Length; j++)
                Assert.Equal(expected[i][j], actual[i][j], tolerance * expected[i].Max(Math.Abs));

        static Tensor Loss(in Tensor joint, in Tensor marginal) => marginal.Exp().Sum() - joint.Square().Sum();
    }

    /// <summary> Rows and columns enough for several pieces, partners on both sides of the seams, the same for several rows or nobody's. </summary>
    [Theory]
    [InlineData(1), InlineData(3)]
    public void Scores_and_gradients_are_the_same_to_the_bit_for_any_team(int stack)
    {
        const int rows = 120;
        int[] partners = [.. Enumerable.Range(0, rows).Select(i => (i * i + 39) % rows)];
        var expected = Run(team: null);
        foreach (var workers in new[] { 2, 3, 8 })
        {
            using var team = new Team(workers);
            Assert.Equal(expected, Run(team));
        }

        Real[] Run(Team? team)
        {
            var tape = new Tape(seed: 3, team);
            var net = new StatisticsNetwork(tape, 2, 1, [400, 3], Activation.Tanh, stack: stack);
            tape.Reset();
            var (x, z) = (tape.Normal(new(rows, 2)), tape.Normal(new(rows, 1)));
            if (stack > 1)
                (x, z) = (tape.Normal(new(stack, rows, 2)), tape.Normal(new(stack, rows, 1)));
            var scores = net.Score(x, z, partners);
            tape.Backward(scores.Marginal.Exp().Sum() - scores.Joint.Square().Sum());
            return [.. scores.Joint.Values, .. scores.Marginal.Values, .. net.Parameters.Gradients];
        }
    }

    [Fact]
    public void A_bias_whose_gradient_cancels_between_the_samples_gets_none()
    {
        // The bound does not change with a number added to T: what rounding leaves of the last bias's gradient is no gradient.
        var tape = new Tape(seed: 3);
        var net = new StatisticsNetwork(tape, 2, 1, []);
        var (x, z) = Variables(tape);
        tape.Backward(BoundLoss.DonskerVaradhan(net.Score(x, z, _partners)));
        Assert.Equal(0, net.Parameters.Of("statistics.layers.0.bias").Gradients[0]);
    }

    [Fact]
    public void A_training_step_allocates_nothing()
    {
        var tape = new Tape(seed: 1);
        var net = new StatisticsNetwork(tape, 2, 1, [16, 16]);
        var adam = new Adam(net.Parameters);
        var average = new MovingAverage();
        Real[] x = [.. Enumerable.Range(0, 64).Select(i => (Real)Math.Sin(i))], z = x[..32];
        int[] partners = [.. Enumerable.Range(0, 32).Select(i => (i + 1) % 32)];
        Assert.Equal(0, Allocation.Of(Step));

        void Step()
        {
            tape.Reset();
            var scores = net.Score(tape.Constant(x, 32, 2), tape.Constant(z, 32, 1), partners);
            tape.Backward(BoundLoss.Mine(scores, average) + BoundLoss.DonskerVaradhan(scores) + BoundLoss.FDivergence(scores));
            adam.Step();
        }
    }

    [Fact]
    public void Rows_that_do_not_match_are_refused()
    {
        var tape = new Tape(seed: 3);
        var net = new StatisticsNetwork(tape, 2, 1, [7]);
        var (x, z) = Variables(tape);
        Assert.Contains("rows×2 and rows×1", Assert.Throws<ArgumentException>(() => net.Apply(z, x)).Message, StringComparison.Ordinal);
        Assert.Contains("4 partners for 5 rows", Assert.Throws<ArgumentException>(() => net.Score(x, z, [1, 2, 3, 4])).Message, StringComparison.Ordinal);
        Assert.Contains("partner 5", Assert.Throws<ArgumentOutOfRangeException>(() => net.Score(x, z, [1, 2, 3, 4, 5])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new StatisticsNetwork(new Tape(), 0, 1, [4]));
    }

    [Fact]
    public void Stacks_that_do_not_match_are_refused()
    {
        var tape = new Tape(seed: 3);
        var net = new StatisticsNetwork(tape, 1, 1, [7]);
        Tensor one = tape.Constant([1, 2], 2, 1), three = tape.Constant([1, 2, 3, 4, 5, 6], new Shape(3, 2, 1));
        Assert.Equal(new Shape(3, 2, 1), net.Score(three, three, [1, 0]).Marginal.Shape);
        Assert.Contains("x is 2×1 and z 3×2×1", Assert.Throws<ArgumentException>(() => net.Score(one, three, [1, 0])).Message, StringComparison.Ordinal);
        Assert.Contains("x is 3×2×1 and z 2×1", Assert.Throws<ArgumentException>(() => net.Score(three, one, [1, 0])).Message, StringComparison.Ordinal);
    }

    static (Tensor X, Tensor Z) Variables(Tape tape) =>
        (tape.Variable([1, 2, 3, 4, 5, 6, 7, 8, 9, (Real)0.5], new(5, 2)), tape.Variable([1, -2, 3, -4, (Real)0.5], new(5, 1)));
}
