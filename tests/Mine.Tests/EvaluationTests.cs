namespace HyperGan.Mine.Tests;

public class EvaluationTests
{
    [Fact]
    public void Scores_in_blocks_give_the_bound_and_its_error_by_the_definition()
    {
        Real[] joint = [1, 0.5f, -1, 2], marginal = [0.25f, -0.5f, 1, 0.125f];
        double[] w = [.. marginal.Select(t => Math.Exp(t))];
        var mean = w.Average();
        double[] influence = [.. Enumerable.Range(0, 4).Select(i => joint[i] - w[i] / mean - w[(i + 3) % 4] / mean)];   // with shift 1, z of row i meets x of row i − 1
        var variance = influence.Sum(v => Math.Pow(v - influence.Average(), 2)) / 3;

        var evaluation = new Evaluation(4, Bound.DonskerVaradhan);
        evaluation.AddJoint(0, joint);
        evaluation.AddMarginal(0, 1, marginal.AsSpan(0, 2));
        evaluation.AddMarginal(2, 1, marginal.AsSpan(2));
        var result = evaluation.Result();
        Assert.Equal(joint.Average(t => (double)t) - Math.Log(mean), result.Value, 1e-6);
        Assert.Equal(Math.Sqrt(variance / 4), result.StandardError, 1e-6);

        var divergence = new Evaluation(4, Bound.FDivergence);
        divergence.AddJoint(0, joint);
        divergence.AddMarginal(0, 1, marginal);
        Assert.Equal(joint.Average(t => (double)t) - mean / Math.E, divergence.Result().Value, 1e-6);
    }

    [Fact]
    public void Scores_of_a_thousand_leave_estimate_and_error_finite()
    {
        var evaluation = new Evaluation(2, Bound.DonskerVaradhan);
        evaluation.AddJoint(0, [1000, 1001]);
        evaluation.AddMarginal(0, 1, [-1000, -999]);
        evaluation.AddMarginal(0, 1, [1000, 999]);
        Assert.Equal(1000.5 - 1000 - Math.Log((1 + Math.Exp(-1)) / 4), evaluation.Result().Value, 1e-9);
        Assert.True(double.IsFinite(evaluation.Result().StandardError));
    }

    [Fact]
    public void The_standard_error_is_the_deviation_over_fresh_samples()
    {
        // The best critic of a correlated Gaussian, on 200 fresh sets of 200: no training, so that only the sampling is measured.
        const double Rho = 0.8;
        const int Rows = 200, Sets = 200, Shifts = 20;
        var (values, errors) = (new double[Sets], new double[Sets]);
        var t = new Real[Rows];
        for (var set = 0; set < Sets; set++)
        {
            var (x, z) = CorrelatedGaussian.Sample(Rho, Rows, (ulong)set);
            var evaluation = new Evaluation(Rows, Bound.DonskerVaradhan);
            for (var shift = 0; shift <= Shifts; shift++)
            {
                for (var i = 0; i < Rows; i++)
                    t[i] = Score(x[i], z[(i + shift) % Rows]);
                if (shift == 0)
                    evaluation.AddJoint(0, t);
                else
                    evaluation.AddMarginal(0, shift, t);
            }
            (values[set], errors[set]) = (evaluation.Result().Value, evaluation.Result().StandardError);
        }
        var deviation = Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / (Sets - 1));
        Assert.Equal(CorrelatedGaussian.MutualInformation(Rho), values.Average(), 4 * deviation / Math.Sqrt(Sets));
        Assert.InRange(errors.Average() / deviation, 0.85, 1.25);   // of 200 sets the deviation is known to 5 %

        static Real Score(double x, double z) => (Real)((2 * Rho * x * z - Rho * Rho * (x * x + z * z)) / (2 * (1 - Rho * Rho)));
    }
}
