using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Tests.Fits;

public class CrossFittedFitTests
{
    const int Rows = 7, Members = 4, Folds = 3, Noise = 5, Targets = 2;

    [Fact]
    public void Value_and_gradient_are_those_of_the_formulas()
    {
        var (loss, gradient, terms) = Evaluate();
        var (expected, slopes) = (0.0, new double[gradient.Length]);
        var (inside, outside) = ((double)Folds / (Members * Rows), (double)Folds / (Members * Rows * (Folds - 1)));
        for (var k = 0; k < Members; k++)
            for (var i = 0; i < Rows; i++)
                for (var t = 0; t < Targets; t++)
                {
                    var at = (k * Rows + i) * 2 * Targets + t;
                    var (m, rho, y) = (terms.Outputs[at], terms.Outputs[at + Targets], terms.Targets[i * Targets + t]);
                    var s = CrossFittedFit.Floor + Math.Log(1 + Math.Exp(rho));
                    if (terms.MemberFolds[k] == terms.RowFolds[i])
                    {
                        expected += inside * (Math.Log(s) + (m - y) * (m - y) / (2 * s * s));
                        slopes[at + Targets] = inside * (1 / s - (m - y) * (m - y) / (s * s * s)) / (1 + Math.Exp(-rho));
                    }
                    else
                    {
                        var epsilon = Enumerable.Range(0, Noise).Sum(j => terms.A[(i * Targets + t) * Noise + j] * terms.Z[k * (Noise + Folds) + j]);
                        var residual = m - y - s * epsilon;
                        expected += outside * residual * residual / (2 * s);   // s̄ is 1 at the first step
                        slopes[at] = outside * residual / s;
                    }
                }
        Assert.Equal(expected, loss, 1e-5 * Math.Abs(expected));
        for (var i = 0; i < slopes.Length; i++)
            Assert.Equal(slopes[i], gradient[i], 1e-5);
    }

    [Fact]
    public void Every_fold_has_its_share_of_the_rows()
    {
        var fit = new CrossFittedFit(new Tape(3), 23, 1, Noise, 5);
        Assert.Equal([4, 4, 5, 5, 5], Enumerable.Range(0, 5).Select(fold => fit.Folds.ToArray().Count(of => of == fold)).Order());
    }

    [Fact]
    public void Fewer_rows_than_folds_are_refused() =>
        Assert.Contains("4 rows cannot be cut into 5 folds", Assert.Throws<ArgumentException>(() => new CrossFittedFit(new Tape(), 4, 1, Noise, 5)).Message, StringComparison.Ordinal);

    [Fact]
    public void Folds_without_a_one_hot_condition_are_refused() =>
        Assert.Contains("one-hot", Assert.Throws<ArgumentException>(() => (Presets.Load("calibrated") with { Condition = Condition.None }).Check()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_step_allocates_nothing()
    {
        var trainer = new TrainingSession(Presets.Load("calibrated"), Small.Regression, 2).Trainer;
        Assert.Equal(0, Allocation.Of(() => trainer.Step()));
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var alone = Trained(team: null);
        using var team = new Team(3);
        Assert.Equal(alone, Trained(team));

        static Real[] Trained(Team? team)
        {
            var session = new TrainingSession(Presets.Load("calibrated") with { Steps = 10 }, Small.Regression, 2, team);
            for (var i = 0; i < 10; i++)
                session.Trainer.Step();
            return session.Network.Generator.Parameters.Values.ToArray();
        }
    }

    sealed record Terms(double[] Outputs, double[] Targets, double[] A, double[] Z, int[] MemberFolds, int[] RowFolds);

    static (double Loss, double[] Gradient, Terms Terms) Evaluate()
    {
        var tape = new Tape(1);
        var fit = new CrossFittedFit(tape, Rows, Targets, Noise, Folds);
        var random = new RandomStream(2);
        var (outputs, targets, z) = (new Real[Members * Rows * 2 * Targets], new Real[Rows * Targets], new Real[Members * (Noise + Folds)]);
        random.Normal(outputs);
        random.Normal(targets);
        random.Normal(z);
        int[] memberFolds = [2, 0, 1, 0];
        for (var k = 0; k < Members; k++)
        {
            z.AsSpan(k * (Noise + Folds) + Noise, Folds).Clear();
            z[k * (Noise + Folds) + Noise + memberFolds[k]] = 4;
        }
        int[] rows = [.. Enumerable.Range(0, Rows)];
        var variable = tape.Variable(outputs, new(Members, Rows, 2 * Targets));
        var pass = new Pass { Rows = tape.Constant(z, Members, Noise + Folds), NoiseWidth = Noise, Codes = tape.Constant(z, Members, Noise + Folds), Layers = [], Outputs = variable };
        var loss = fit.Loss(pass, new([], targets, [], rows));
        tape.Backward(loss);
        return (loss.Item(), Doubles(variable.Gradient), new(Doubles(outputs), Doubles(targets), Doubles(tape.Parameters["perturbation"].Values), Doubles(z), memberFolds, fit.Folds.ToArray()));

        static double[] Doubles(ReadOnlySpan<Real> values) => [.. values.ToArray().Select(value => (double)value)];
    }
}
