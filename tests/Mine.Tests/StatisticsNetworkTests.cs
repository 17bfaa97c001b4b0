using HyperGan.Autograd;

namespace HyperGan.Mine.Tests;

public class StatisticsNetworkTests
{
    [Fact]
    public void One_pass_gives_the_scores_of_two()
    {
        var (tape, net, x, z, other) = Batch();
        var scores = net.Score(x, z, other);
        Assert.Equal(new Shape(5, 1), scores.Joint.Shape);
        var (joint, marginal) = (net.Apply(x, z), net.Apply(x, other));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(joint.Values[i], scores.Joint.Values[i], 1e-6);
            Assert.Equal(marginal.Values[i], scores.Marginal.Values[i], 1e-6);
        }
    }

    [Fact]
    public void A_training_step_allocates_nothing()
    {
        var tape = new Tape(seed: 1);
        var net = new StatisticsNetwork(tape, 2, 1, [16, 16]);
        var adam = new Adam(net.Parameters);
        var average = new MovingAverage();
        Real[] x = [.. Enumerable.Range(0, 64).Select(i => (Real)Math.Sin(i))], z = x[..32], other = x[32..];
        Assert.Equal(0, Allocation.Of(Step));

        void Step()
        {
            tape.Reset();
            var scores = net.Score(tape.Constant(x, 32, 2), tape.Constant(z, 32, 1), tape.Constant(other, 32, 1));
            tape.Backward(BoundLoss.Mine(scores, average) + BoundLoss.DonskerVaradhan(scores) + BoundLoss.FDivergence(scores));
            adam.Step();
        }
    }

    [Fact]
    public void Rows_that_do_not_match_are_refused()
    {
        var (tape, net, x, z, _) = Batch();
        Assert.Contains("rows×2 and rows×1", Assert.Throws<ArgumentException>(() => net.Apply(z, x)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => net.Score(x, z, tape.Constant([1, 2], 2, 1)));
        Assert.Throws<ArgumentException>(() => new StatisticsNetwork(new Tape(), 0, 1, [4]));
    }

    static (Tape Tape, StatisticsNetwork Net, Tensor X, Tensor Z, Tensor Other) Batch()
    {
        var tape = new Tape(seed: 3);
        var net = new StatisticsNetwork(tape, 2, 1, [7]);
        var x = tape.Constant([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 2);
        var z = tape.Constant([1, -2, 3, -4, 5], 5, 1);
        return (tape, net, x, z, tape.Constant([-2, 3, -4, 5, 1], 5, 1));
    }
}
