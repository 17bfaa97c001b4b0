namespace HyperGan.Kernels.Tests;

public class AdamStepTests
{
    /// <summary> In float, 1 − 0.999f is wrong in the fifth digit; computed in double and rounded once it is right to the last. </summary>
    [Fact]
    public void TheNumbersOfAStep_AreComputedInDoubleAndRoundedOnce()
    {
        var step = AdamStep.At(7, rate: 0.001, weightDecay: 0.01, penalty: 0.1);
        Assert.Equal((Real)0.001, step.Rate);
        Assert.Equal((Real)0.9, step.Beta1);
        Assert.Equal((Real)0.999, step.Beta2);
        Assert.Equal((Real)1e-8, step.Epsilon);
        Assert.Equal((Real)0.01, step.WeightDecay);
        Assert.Equal((Real)0.1, step.Penalty);
        Assert.Equal((Real)(1 - 0.9), step.Gain1);
        Assert.Equal((Real)(1 - 0.999), step.Gain2);
        Assert.Equal(0.5217031, step.Correction1, 1e-7);
        Assert.Equal(0.006979034965021, step.Correction2, typeof(Real) == typeof(double) ? 1e-15 : 5e-10);
    }

    [Fact]
    public void TheFirstCorrection_IsTheGain_AndTheLastIsOne()
    {
        var first = AdamStep.At(1, 0.1, beta1: 0.75, beta2: 0.875);
        Assert.Equal((first.Gain1, first.Gain2), (first.Correction1, first.Correction2));
        var late = AdamStep.At(long.MaxValue, 0.1);
        Assert.Equal((1, 1), (late.Correction1, late.Correction2));
    }

    [Fact]
    public void WithoutMeans_NothingIsCorrected()
    {
        var step = AdamStep.At(1, 0.1, beta1: 0, beta2: 0);
        Assert.Equal((1, 1, 1, 1), (step.Gain1, step.Gain2, step.Correction1, step.Correction2));
    }

    [Fact]
    public void ByTheConstructor_TheGainsFollowFromTheBetas()
    {
        var step = new AdamStep(Rate: 1, Beta1: (Real)0.75, Beta2: (Real)0.875, Epsilon: 0, WeightDecay: 0, Correction1: 1, Correction2: 1);
        Assert.Equal(((Real)0.25, (Real)0.125, 0), (step.Gain1, step.Gain2, step.Penalty));
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(long.MinValue)]
    public void StepsAreCountedFromOne(long t) =>
        Samples.AssertRefused<ArgumentOutOfRangeException>($"AdamStep.At: step {t}; steps are counted from 1", () => AdamStep.At(t, 0.1));

    [Theory]
    [InlineData(1, 0.5), InlineData(0.5, 1), InlineData(-0.1, 0.5), InlineData(0.5, -0.1), InlineData(double.NaN, 0.5), InlineData(0.5, double.NaN)]
    public void DecaysOutsideOfZeroToOne_AreRefused(double beta1, double beta2) => Samples.AssertRefused<ArgumentOutOfRangeException>(
        $"AdamStep.At: β₁ = {beta1}, β₂ = {beta2}; both must be at least 0 and below 1", () => AdamStep.At(1, 0.1, beta1, beta2));
}
