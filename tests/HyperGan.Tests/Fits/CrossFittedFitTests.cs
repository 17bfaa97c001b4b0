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
    public void A_homoscedastic_head_has_the_value_and_gradient_of_the_formulas_with_one_noise_a_target()
    {
        var problem = new FixedMeans();
        var theta = problem.Fit.Parameters[0];
        for (var t = 0; t < Targets; t++)
            theta.Values[t] = (Real)(0.03 - 0.05 * t);
        var loss = problem.Loss();
        problem.Tape.Backward(loss);
        var expected = 0.0;
        var (inside, outside) = ((double)Folds / (Members * Rows), (double)Folds / (Members * Rows * (Folds - 1)));
        for (var t = 0; t < Targets; t++)
        {
            var rho = 10 * (0.03 - 0.05 * t);
            var s = CrossFittedFit.Floor + Math.Log(1 + Math.Exp(rho));
            Assert.Equal(s, problem.Fit.Levels![t], 1e-6);
            var slope = 0.0;
            for (var k = 0; k < Members; k++)
                for (var i = 0; i < Rows; i++)
                {
                    var residual = problem.Residual(k, i, t);
                    if (problem.IsInside(k, i))
                    {
                        expected += inside * (Math.Log(s) + residual * residual / (2 * s * s));
                        slope += inside * (1 / s - residual * residual / (s * s * s)) / (1 + Math.Exp(-rho)) * 10;
                    }
                    else
                        expected += outside * Math.Pow(residual - s * problem.Epsilon(k, i, t), 2) / (2 * s);   // s̄ is 1 at the first step
                }
            Assert.Equal(slope, theta.Gradient[t], 1e-5 * Math.Max(1, Math.Abs(slope)));
        }
        Assert.Equal(expected, loss.Item(), 1e-5 * Math.Abs(expected));
    }

    [Fact]
    public void The_level_that_is_learned_is_the_root_mean_square_of_residuals_inside_the_fold()
    {
        var problem = new FixedMeans();
        var adam = new Adam(problem.Fit.Parameters, 1e-2) { Schedule = new CosineSchedule(1_000) };
        for (var step = 0; step < 1_000; step++)
        {
            problem.Tape.Backward(problem.Loss());
            adam.Step();
        }
        for (var t = 0; t < Targets; t++)
        {
            var squares = (from k in Enumerable.Range(0, Members) from i in Enumerable.Range(0, Rows) where problem.IsInside(k, i) select Math.Pow(problem.Residual(k, i, t), 2)).ToArray();
            Assert.Equal(Math.Sqrt(squares.Average()), problem.Fit.Levels![t], 1e-5);
        }
    }

    [Fact]
    public void A_homoscedastic_head_starts_where_standardised_targets_are() =>
        Assert.All(new FixedMeans().Fit.Levels!, level => Assert.Equal(1, level, 1e-6));

    [Fact]
    public void A_homoscedastic_head_without_folds_is_refused() =>
        Assert.Contains("noise-head: Homoscedastic", Assert.Throws<ArgumentException>((Small.Options with { NoiseHead = NoiseHead.Homoscedastic }).Check).Message, StringComparison.Ordinal);

    [Fact]
    public void Very_many_targets_need_no_room_on_the_thread()
    {
        const int Many = 100_000;
        SmallStack.Run(() =>
        {
            var tape = new Tape();
            var state = new CrossFittedState(Folds, Many, CrossFittedFit.Floor) { MemberFolds = [0], RowFolds = [0] };
            var outputs = tape.Variable(new Real[2 * Many], new(1, 1, 2 * Many));
            var nothing = tape.Constant(new Real[Many], 1, Many);
            tape.Record<CrossFittedLikelihood>(outputs, nothing, nothing, Shape.Scalar, state: state, scratch: outputs.Shape);
            Assert.Equal(0.02 * Math.Log(CrossFittedFit.Deviation(0)), state.LogScales[Many - 1], 1e-12);
        });
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

    [Theory]
    [InlineData(double.PositiveInfinity), InlineData(double.NaN)]
    public void A_step_that_diverges_leaves_no_trace_in_those_after_it(double rho)
    {
        Assert.Equal(Loss(step => step), Loss(step =>
        {
            var bias = step.Network.Tape.Parameters["generator.biases.1.bias"].Values;
            (var before, bias[1]) = (bias[1], (Real)rho);
            Assert.Throws<TrainingDivergedException>(() => step.Trainer.Step());
            bias[1] = before;
            return step;
        }));

        // A batch of all rows and the same rows of noise, so that one step more or less draws nothing else.
        static double Loss(Func<TrainingSession, TrainingSession> before)
        {
            var session = before(new(Presets.Load("calibrated") with { Hidden = [5], Labels = 2 }, Small.Regression, 2));
            var rows = new Real[6 * session.Network.Source.Width];
            session.Network.Source.Sample(rows, new RandomStream(1));
            var batch = new Batch(Small.Regression.Inputs, Small.Regression.Targets, [], [.. Enumerable.Range(0, 20)]);
            return session.Trainer.Step(batch, rows).Loss;
        }
    }

    [Theory]
    [InlineData(NoiseHead.Heteroscedastic), InlineData(NoiseHead.Homoscedastic)]
    public void A_step_allocates_nothing(NoiseHead head)
    {
        var options = Presets.Load("calibrated") with { NoiseHead = head };
        var trainer = new TrainingSession(options, Small.Regression, options.Outputs(1)).Trainer;
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

    /// <summary> Members whose means are given numbers, with a homoscedastic head beside them. </summary>
    sealed class FixedMeans
    {
        static readonly int[] _memberFolds = [2, 0, 1, 0], _rows = [.. Enumerable.Range(0, Rows)];

        readonly Real[] _means = Normal(Members * Rows * Targets, 3), _targets = Normal(Rows * Targets, 4), _z = Normal(Members * (Noise + Folds), 5);

        public FixedMeans()
        {
            Fit = new(Tape, Rows, Targets, Noise, Folds, NoiseHead.Homoscedastic);
            for (var k = 0; k < Members; k++)
            {
                var condition = _z.AsSpan(k * (Noise + Folds) + Noise, Folds);
                condition.Clear();
                condition[_memberFolds[k]] = 4;
            }
        }

        public Tape Tape { get; } = new(1);

        public CrossFittedFit Fit { get; }

        public Tensor Loss()
        {
            Tape.Reset();
            var z = Tape.Constant(_z, Members, Noise + Folds);
            var pass = new Pass { Rows = z, NoiseWidth = Noise, Codes = z, Layers = [], Outputs = Tape.Constant(_means, new(Members, Rows, Targets)) };
            return Fit.Loss(pass, new([], _targets, [], _rows));
        }

        public bool IsInside(int member, int row) => _memberFolds[member] == Fit.Folds[row];

        public double Residual(int member, int row, int target) => (double)_means[(member * Rows + row) * Targets + target] - _targets[row * Targets + target];

        public double Epsilon(int member, int row, int target) => Enumerable.Range(0, Noise).Sum(
            j => (double)Tape.Parameters["perturbation"].Values[(row * Targets + target) * Noise + j] * _z[member * (Noise + Folds) + j]);

        static Real[] Normal(int count, ulong seed)
        {
            var values = new Real[count];
            new RandomStream(seed).Normal(values);
            return values;
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
