namespace HyperGan.Kernels.Tests;

public class ClipTests
{
    [Fact]
    public void ANormAboveTheMaximum_IsReturned_AndScaledToTheMaximum()
    {
        Real[] g = [3, -4];
        Assert.Equal(5, Update.ClipByGlobalNorm(g, (Real)2.5));
        Assert.Equal([(Real)1.5, -2], g);
    }

    [Fact]
    public void AnyLength_IsScaledAsAWhole()
    {
        foreach (var count in Samples.Lengths.Skip(1).Append(5000))
        {
            using var g = new GuardedSpan(count);
            var random = new Random(count);
            foreach (ref var v in g.Span)
                v = (Real)(2 + random.NextDouble());
            Real[] before = g.Span.ToArray();
            var norm = Update.ClipByGlobalNorm(g.Span, 1);
            Assert.Equal(Reduce.Norm(before), norm);
            Assert.Equal(1, Reduce.Norm(g.Span), 4 * (Real.BitIncrement(1) - 1));
            for (var i = 0; i < count; i++)
                Assert.Equal(before[i] * (1 / norm), g.Span[i]);
        }
    }

    [Theory]
    [InlineData(5), InlineData(5.5), InlineData(double.PositiveInfinity)]
    public void ANormWithinTheMaximum_ChangesNoBit(double maximum)
    {
        Real[] g = [3, -4, 0, -(Real)0], kept = [.. g];
        Assert.Equal(5, Update.ClipByGlobalNorm(g, (Real)maximum));
        Samples.AssertSame(kept, g, "gradients");
    }

    [Fact]
    public void ANormThatIsNotFinite_IsReturned_WithTheGradientsAsTheyWere()
    {
        Real[][] cases = [[1, Real.NaN, 2], [1, Real.NegativeInfinity, 2], [Real.PositiveInfinity, Real.NaN, 1], [Real.MaxValue, Real.MaxValue, 1]];
        foreach (var g in cases)
        {
            Real[] kept = [.. g];
            var norm = Update.ClipByGlobalNorm(g, 1);
            Assert.Equal(g.Any(Real.IsNaN) ? Real.NaN : Real.PositiveInfinity, norm);
            Samples.AssertSame(kept, g, "gradients");
        }
    }

    [Theory]
    [InlineData(1e30), InlineData(1e-30), InlineData(1e-38)]
    public void NumbersWhoseSquaresDoNotExist_AreClippedToo(double scale)
    {
        Real[] g = [(Real)(3 * scale), (Real)(-4 * scale)];
        var maximum = (Real)(scale / 2);
        var norm = Update.ClipByGlobalNorm(g, maximum);
        Assert.Equal(1, norm / (Real)(5 * scale), (Real)1e-6);
        Assert.Equal(1, Reduce.Norm(g) / maximum, (Real)1e-6);
    }

    [Fact]
    public void NoGradients_HaveTheNormZero() => Assert.Equal(0, Update.ClipByGlobalNorm([], 1));

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(double.NaN)]
    public void AMaximumThatIsNotPositive_IsRefused_AndTheGradientsAreLeftAlone(double maximum)
    {
        Real[] g = [3, 4];
        Samples.AssertRefused<ArgumentOutOfRangeException>($"Update.ClipByGlobalNorm: the maximum is {maximum}", () => Update.ClipByGlobalNorm(g, (Real)maximum));
        Assert.Equal([3, 4], g);
    }
}
