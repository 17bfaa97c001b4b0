namespace HyperGan.Mine.Tests;

public class CorrelatedGaussianTests
{
    [Fact]
    public void Columns_are_correlated_with_their_own_and_no_other()
    {
        const int Count = 20_000, Width = 3;
        var (x, z) = CorrelatedGaussian.Sample(-0.7, Count, seed: 1, dimension: Width);
        for (var i = 0; i < Width; i++)
            for (var j = 0; j < Width; j++)
            {
                double product = 0, square = 0;
                for (var row = 0; row < Count; row++)
                {
                    product += (double)x[row * Width + i] * z[row * Width + j] / Count;
                    square += (double)z[row * Width + j] * z[row * Width + j] / Count;
                }
                Assert.Equal(i == j ? -0.7 : 0, product, 0.04);   // five deviations
                Assert.Equal(1, square, 0.05);
            }
    }

    [Fact]
    public void The_closed_form_and_its_inverse()
    {
        Assert.Equal(1.9585, CorrelatedGaussian.MutualInformation(0.99), 1e-4);
        Assert.Equal(0.795060, CorrelatedGaussian.Correlation(10, dimension: 20), 1e-6);
        Assert.Equal(6, CorrelatedGaussian.MutualInformation(CorrelatedGaussian.Correlation(6, 20), 20), 1e-9);
        Assert.Equal(double.PositiveInfinity, CorrelatedGaussian.MutualInformation(-1));
        Assert.Equal(0, CorrelatedGaussian.MutualInformation(0));
    }

    [Theory]
    [InlineData(0.3), InlineData(1e-4), InlineData(1e-9), InlineData(-1e-100)]
    public void A_weak_correlation_keeps_its_digits(double rho)
    {
        var series = rho * rho + Math.Pow(rho, 4) / 2 + Math.Pow(rho, 6) / 3 + Enumerable.Range(4, 20).Sum(k => Math.Pow(rho, 2 * k) / k);   // −ln(1 − ρ²)
        Assert.Equal(1, CorrelatedGaussian.MutualInformation(rho, dimension: 3) / (1.5 * series), 1e-14);
        Assert.Equal(Math.Abs(rho), CorrelatedGaussian.Correlation(1.5 * series, dimension: 3), 1e-14 * Math.Abs(rho));
    }

    [Fact]
    public void The_reference_axis_of_correlations()
    {
        var axis = CorrelatedGaussian.Correlations();
        Assert.Equal(15, axis.Length);
        Assert.Equal([-0.99, 0, 0.99], [axis[0], axis[7], axis[14]]);
        Assert.Equal(-0.8486, axis[1], 1e-4);
    }

    [Fact]
    public void Impossible_correlations_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CorrelatedGaussian.Sample(1.01, 10));
        Assert.Throws<ArgumentException>(() => CorrelatedGaussian.MutualInformation(double.NaN));
        Assert.Throws<ArgumentException>(() => CorrelatedGaussian.MutualInformation(0.5, dimension: 0));
        Assert.Throws<ArgumentException>(() => CorrelatedGaussian.Correlation(-1));
        Assert.Throws<ArgumentException>(() => CorrelatedGaussian.Correlations(1));
    }
}
