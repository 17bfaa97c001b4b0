namespace HyperGan.Autograd.Tests;

public class ExtrapolationTests
{
    [Fact]
    public void EvenPowers_AreRemovedOneAStep()
    {
        var calls = 0;
        var limit = Extrapolation.ToZero(h => (3 + 2 * Math.Pow(h, 2) - Math.Pow(h, 4) + Math.Pow(h, 6) / 2, ++calls * 0), step: 0.5, enough: 1e-12);
        Assert.Equal(3, limit.Value, 1e-12);
        Assert.InRange(calls, 4, 6);
    }

    [Fact]
    public void AKink_IsPassed_ThoughLongerStepsAgree()
    {
        var limit = Extrapolation.ToZero(h => (h > 0.01 ? 5 + (h - 0.01) * 1e-9 : 1 + 1e-3 * h, 1e-8), step: 0.5, enough: 1e-12);
        Assert.Equal(1, limit.Value, 1e-4);
    }

    [Fact]
    public void StepsOutOfTheDomain_ArePassedOver()
    {
        var limit = Extrapolation.ToZero(h => (Math.Sqrt(0.01 - h) / Math.Sqrt(0.01 - h) + h * h, 0), step: 0.5, enough: 1e-12);
        Assert.Equal(1, limit.Value, 1e-12);
        Assert.True(double.IsPositiveInfinity(Extrapolation.ToZero(_ => (double.NaN, 0), step: 0.5, enough: 1e-12).Uncertainty));
    }

    [Fact]
    public void WhereRoundingIsWorseThanTheBest_ItEnds()
    {
        var calls = 0;
        var limit = Extrapolation.ToZero(h => (1 + 1e-3 * h * h + (++calls % 2) * 1e-9 / h, 1e-8 / h), step: 0.5, enough: 0);
        Assert.Equal(1, limit.Value, 2 * limit.Uncertainty);
        Assert.InRange(calls, 3, 8);
    }
}
