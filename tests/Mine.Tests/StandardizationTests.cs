namespace HyperGan.Mine.Tests;

public class StandardizationTests
{
    /// <summary> The mean of 0.998 over many rows is not 0.998: a deviation of rounding noise would stretch a fresh number a thousand million times. </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_constant_column_is_only_centred(bool normalScores)
    {
        const int Rows = 1001;
        Real[] constant = [.. Enumerable.Repeat((Real)0.998, Rows)], varied = [.. Enumerable.Range(0, Rows).Select(i => (Real)i)];
        var samples = Samples.Of(constant, varied, default, 1, 1);
        var fresh = Samples.Of([(Real)0.998, (Real)1.998], [1, 2], default, 1, 1);
        var standardization = Standardization.Of(samples, normalScores);
        standardization.Apply(samples);
        standardization.Apply(fresh);
        Assert.All(samples.X, v => Assert.Equal(0, v, 1e-12));
        Assert.Equal(normalScores ? Math.Log(2) : 1, fresh.X[1], 1e-6);
    }
}
