using HyperGan.Uncertainty;

namespace HyperGan.Tests.Models;

public class EarlyStoppingTests
{
    const int Steps = 100, Best = 40, Members = 64;

    [Theory]
    [InlineData(NoiseHead.Heteroscedastic), InlineData(NoiseHead.Homoscedastic)]
    public void It_ends_after_looks_without_a_gain_and_gives_back_the_best_parameters(NoiseHead head)
    {
        var session = Session(head);
        var stopping = new EarlyStopping(Kept, Steps, patience: 3);
        for (var step = 1; step < Best + 15; step++)
        {
            Move(session, step);
            Assert.True(stopping.GoesOn(session, step));   // looks at 5, 10, …
        }
        Move(session, Best + 15);
        Assert.False(stopping.GoesOn(session, Best + 15));
        Assert.Equal(Best, stopping.Step);
        stopping.Restore(session);
        var restored = session.Network.Tape.Parameters.Values.ToArray();
        Move(session, Best);
        Assert.Equal(session.Network.Tape.Parameters.Values.ToArray(), restored);
    }

    [Fact]
    public void The_last_step_is_looked_at_though_it_is_no_multiple()
    {
        var session = Session(NoiseHead.Heteroscedastic);
        var stopping = new EarlyStopping(Kept, 47, patience: 100);   // looks at 2, 4, …, 46 and 47
        Move(session, 47);
        Assert.True(stopping.GoesOn(session, 47));
        Assert.Equal(47, stopping.Step);
    }

    [Fact]
    public void What_counts_is_the_likelihood_of_all_targets_in_the_mixture()
    {
        // The second target is worth as much as the first: what one gains, the other loses more.
        var session = Session(NoiseHead.Heteroscedastic);
        var stopping = new EarlyStopping(Kept, Steps, patience: 1);
        Move(session, Best + 20, Best + 20);
        var before = Loss(session);
        Assert.True(stopping.GoesOn(session, 5));
        Move(session, Best + 10, Best + 60);
        Assert.True(Loss(session) > before);
        Assert.False(stopping.GoesOn(session, 10));
    }

    static TrainingSession Session(NoiseHead head)
    {
        var options = Presets.Load("calibrated") with { Hidden = [5], Labels = 2, NoiseHead = head };
        return new(options, Kept, options.Outputs(2));
    }

    /// <summary> A course of a training: the means of both targets come from far off, are right at step <see cref="Best"/>, and go on. </summary>
    static void Move(TrainingSession session, int step) => Move(session, step, step);

    static void Move(TrainingSession session, int first, int second)
    {
        var bias = session.Network.Tape.Parameters["generator.biases.1.bias"].Values;
        (bias[0], bias[1]) = ((Real)(first - Best) / 10, (Real)(second - Best) / 10);
    }

    /// <summary> Two targets that inputs say nothing of. </summary>
    static TrainingData Kept { get; } = TrainingData.Regression(Small.Inputs(20), 2, [.. Enumerable.Range(0, 40).Select(i => (Real)(i % 2 == 0 ? Math.Sin(i) : 100 * Math.Cos(i)))], 2);

    static double Loss(TrainingSession session)
    {
        var sum = 0.0;
        session.Ensemble.Predict(Kept.Inputs, Members, (first, rows, outputs) =>
        {
            for (var i = 0; i < rows; i++)
                for (var t = 0; t < 2; t++)
                {
                    var at = Enumerable.Range(0, Members).Select(k => (k * rows + i) * 4 + t).ToArray();
                    var values = outputs.ToArray();
                    var means = Array.ConvertAll(at, index => (double)values[index]);
                    var deviations = Array.ConvertAll(at, index => CrossFittedFit.Deviation(values[index + 2]) * session.Scaling!.Targets!.Scales[t]);
                    sum -= new GaussianMixture(means, deviations).LogDensity(Kept.Targets[(first + i) * 2 + t]);
                }
        });
        return sum / Kept.Rows;
    }
}
