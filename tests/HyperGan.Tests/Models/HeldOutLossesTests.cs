namespace HyperGan.Tests.Models;

public class HeldOutLossesTests
{
    [Fact]
    public void A_row_of_which_networks_say_no_numbers_has_no_say_in_the_temperature()
    {
        var session = new TrainingSession(Small.Options with { NoiseDeviation = 0, Standardize = false, Steps = 60 }, Small.Classification, 3);
        for (var i = 0; i < 60; i++)
            session.Trainer.Step();
        var expected = Best(Small.Classification);
        var (inputs, labels) = (Small.Classification.Inputs.ToArray(), Small.Classification.Labels.ToArray());
        Assert.Equal(expected, Best(TrainingData.Classification([.. inputs, Real.MaxValue, Real.MaxValue], 2, [.. labels, 1])));
        Assert.NotEqual(Math.Exp(-1.6), expected.Temperature, 1e-9);   // the first of those that are tried

        (int Look, double Temperature) Best(TrainingData rows)
        {
            var losses = new HeldOutLosses(2);
            losses.Add(0, session.Ensemble, rows);
            losses.Add(1, session.Ensemble, rows);
            return losses.Best();
        }
    }
}
