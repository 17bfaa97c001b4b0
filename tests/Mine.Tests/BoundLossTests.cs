using HyperGan.Autograd;

namespace HyperGan.Mine.Tests;

public class BoundLossTests
{
    [Fact]
    public void The_gradient_at_a_constant_score_is_one_over_n_with_either_sign()
    {
        var (tape, scores) = Scores([2, 2, 2, 2], [2, 2]);
        tape.Backward(BoundLoss.DonskerVaradhan(scores));
        Assert.All(scores.Joint.Gradient.ToArray(), g => Assert.Equal(-0.25, g, 1e-6));
        Assert.All(scores.Marginal.Gradient.ToArray(), g => Assert.Equal(0.5, g, 1e-6));
    }

    [Fact]
    public void Donsker_Varadhan_does_not_see_a_constant_added_to_the_score()
    {
        var (_, scores) = Scores([1, -2, 0.5f], [0.25f, 1, -1]);
        var (_, shifted) = Scores([8, 5, 7.5f], [7.25f, 8, 6]);
        Assert.Equal(BoundLoss.DonskerVaradhan(scores).Item(), BoundLoss.DonskerVaradhan(shifted).Item(), 1e-5);
    }

    [Fact]
    public void A_score_of_a_thousand_overflows_nowhere()
    {
        var (tape, scores) = Scores([1000, -1000], [1000, 998, -1000]);
        tape.Backward(BoundLoss.DonskerVaradhan(scores));
        Assert.Equal(1000 + Math.Log((1 + Math.Exp(-2)) / 3), BoundLoss.DonskerVaradhan(scores).Item(), 1e-3);
        Assert.Equal(1 / (1 + Math.Exp(-2)), scores.Marginal.Gradient[0], 1e-4);   // a float near 1000 is exact to 3e-5

        var average = new MovingAverage();
        average.Restore([0]);
        tape.Backward(BoundLoss.Mine(scores, average));
        Assert.Equal(1000 + Math.Log(0.01 * (1 + Math.Exp(-2)) / 3), average.Logs[0], 1e-3);
        Assert.Equal(100 / (1 + Math.Exp(-2)), scores.Marginal.Gradient[0], 1e-2);   // at most 1 / rate
        Assert.Equal(0, scores.Marginal.Gradient[2]);
    }

    [Fact]
    public void An_average_that_remembers_nothing_gives_the_exact_gradient()
    {
        var (tape, scores) = Scores([1, -2], [0.25f, 1, -1]);
        tape.Backward(BoundLoss.DonskerVaradhan(scores));
        var exact = scores.Marginal.Gradient.ToArray();
        var average = new MovingAverage(rate: 1);
        average.Restore([5]);
        tape.Backward(BoundLoss.Mine(scores, average));
        for (var i = 0; i < exact.Length; i++)
            Assert.Equal(exact[i], scores.Marginal.Gradient[i], 1e-5);   // but for the 10⁻⁶ in the denominator
    }

    [Fact]
    public void Replay_does_not_move_the_average_again()
    {
        var (tape, scores) = Scores([1, -2], [0.25f, 1, -1]);
        var average = new MovingAverage(rate: 0.5);
        average.Restore([3]);
        _ = BoundLoss.Mine(scores, average);
        var once = average.Logs[0];
        tape.Replay();
        Assert.Equal(once, average.Logs[0]);
    }

    [Theory]
    [InlineData(double.PositiveInfinity), InlineData(double.NegativeInfinity), InlineData(double.NaN)]
    public void A_step_that_diverges_leaves_no_trace_in_the_average(double score)
    {
        var average = new MovingAverage();
        average.Restore([2]);
        var (_, diverged) = Scores([1], [(Real)score]);
        _ = BoundLoss.Mine(diverged, average);
        Assert.Equal([2], average.Logs);
        Assert.Throws<ArgumentException>(() => average.Restore([score]));
    }

    /// <summary> Rows of so small a weight would make denormal products all the way back. </summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_pair_whose_weight_no_digit_of_the_sum_shows_has_no_gradient(bool averaged)
    {
        var (tape, scores) = Scores([1], [0, -55, -60, -100]);
        tape.Backward(averaged ? BoundLoss.Mine(scores, new()) : BoundLoss.DonskerVaradhan(scores));
        Assert.Equal(1, scores.Marginal.Gradient[0], 1e-4);
        Assert.Equal(1, scores.Marginal.Gradient[1] / Math.Exp(-55), 1e-3);
        Assert.Equal([0, 0], scores.Marginal.Gradient[2..]);
    }

    [Fact]
    public void A_stack_of_networks_gets_a_loss_and_an_average_each()
    {
        var tape = new Tape();
        var joint = tape.Variable([1, -2, 0, 4], new(2, 2, 1));
        var marginal = tape.Variable([0.25f, 1, -1, 3, 2, 1], new(2, 3, 1));
        var average = new MovingAverage();
        var both = BoundLoss.Mine(new(joint, marginal), average);
        Assert.Equal(new Shape(2, 1, 1), both.Shape);
        var (_, second) = Scores([0, 4], [3, 2, 1]);
        Assert.Equal(BoundLoss.DonskerVaradhan(second).Item(), both.Values[1], 1e-6);
        Assert.Equal(2, average.Logs.Length);
        Assert.Contains("2 averages", Assert.Throws<ArgumentException>(() => BoundLoss.Mine(second, average)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_side_by_side_are_refused_by_every_bound_and_move_no_average()
    {
        var tape = new Tape();
        Tensor column = tape.Variable([1, -2], new(2, 1)), row = tape.Variable([1, -2], new(1, 2)), stack = tape.Variable([1, -2], new(2, 1, 1));
        var average = new MovingAverage();
        foreach (var scores in (Scores[])[new(row, row), new(row, column), new(column, row), new(column, stack), new(stack, column)])
        {
            Assert.Throws<ArgumentException>(() => BoundLoss.DonskerVaradhan(scores));
            Assert.Throws<ArgumentException>(() => BoundLoss.FDivergence(scores));
            Assert.Throws<ArgumentException>(() => BoundLoss.Mine(scores, average));
            Assert.Equal(0, average.Logs.Length);
        }
        average.Restore([3]);
        Assert.Throws<ArgumentException>(() => BoundLoss.Mine(new(row, column), average));
        Assert.Equal([3], average.Logs);
    }

    [Fact]
    public void A_stack_of_very_many_networks_needs_no_room_on_the_thread()
    {
        const int Networks = 200_000;
        SmallStack.Run(() =>
        {
            var tape = new Tape();
            var scores = new Scores(tape.Variable(new Real[Networks], new(Networks, 1, 1)), tape.Variable(new Real[Networks], new(Networks, 1, 1)));
            var average = new MovingAverage();
            Assert.Equal(0, BoundLoss.Mine(scores, average).Values[Networks - 1], 1e-6);
            Assert.Equal(Networks, average.Logs.Length);
        });
    }

    static (Tape Tape, Scores Scores) Scores(Real[] joint, Real[] marginal)
    {
        var tape = new Tape();
        return (tape, new(tape.Variable(joint, new(joint.Length, 1)), tape.Variable(marginal, new(marginal.Length, 1))));
    }
}
