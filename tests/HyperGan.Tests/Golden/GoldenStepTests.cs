
namespace HyperGan.Tests.Golden;

/// <summary> The three modes of the reference, ten steps each, number by number. </summary>
public class GoldenStepTests
{
    [Theory]
    [InlineData("step-discriminator-regression.json"), InlineData("step-onehot-classification.json"), InlineData("step-zmi-regression.json")]
    public void A_run_repeats_the_reference(string file)
    {
        var run = new GoldenRun(GoldenFile.Read(file));
        Assert.Equal(10, run.Steps.Count());
        foreach (var step in run.Steps)
        {
            var figures = run.Step(step);
            GoldenFile.AssertEqual(step.Double("net_loss"), figures.Fit, $"fit of step {figures.Step}");
            GoldenFile.AssertEqual(step.Double("adversarial"), figures.Diversity, $"diversity of step {figures.Step}");
            GoldenFile.AssertEqual(step.Double("generator_loss"), figures.Loss, $"loss of step {figures.Step}");
            if (step.TryGetProperty("discriminator_loss", out var own))
                GoldenFile.AssertEqual(own.GetDouble(), figures.Own, $"discriminator's loss of step {figures.Step}");
        }
        run.AssertFinalMixer();
    }

    [Theory]
    [InlineData("step-discriminator-regression.json"), InlineData("step-onehot-classification.json"), InlineData("step-zmi-regression.json")]
    public void The_first_step_has_the_reference_s_codes_weights_outputs_and_gradients(string file)
    {
        var run = new GoldenRun(GoldenFile.Read(file));
        var first = run.Steps.First();
        run.AssertPass(first);
        run.Step(first);
        run.AssertGradients(first);
    }
}
