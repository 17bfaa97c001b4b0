namespace HyperGan.Uncertainty.Tests;

/// <summary> Against values computed in 60 digits (series, continued fraction, Newton), rounded to double. </summary>
public class NormalTests
{
    public static TheoryData<double, double> Cumulatives => new()
    {
        { -37.5, 4.605353009581955e-308 },
        { -37.0, 5.725571222524577e-300 },
        { -30.123456789, 1.1945473740014353e-199 },
        { -25.0, 3.056696706382561e-138 },
        { -20.7, 1.7318518790197378e-95 },
        { -15.3, 3.82283156207345e-53 },
        { -12.0, 1.776482112077679e-33 },
        { -10.0, 7.619853024160525e-24 },
        { -8.25, 7.919726314642477e-17 },
        { -7.1, 6.237844463331591e-13 },
        { -6.0, 9.86587645037698e-10 },
        { -5.0, 2.866515718791939e-07 },
        { -4.4, 5.412543907703851e-06 },
        { -3.7, 0.00010779973347738826 },
        { -3.0, 0.0013498980316300946 },
        { -2.5, 0.006209665325776135 },
        { -2.0, 0.02275013194817921 },
        { -1.7, 0.04456546275854304 },
        { -1.3, 0.09680048458561033 },
        { -1.0, 0.15865525393145705 },
        { -0.9, 0.18406012534675947 },
        { -0.674489750196082, 0.24999999999999992 },
        { -0.5, 0.3085375387259869 },
        { -0.3, 0.3820885778110474 },
        { -0.1, 0.460172162722971 },
        { -0.001, 0.49960105778608893 },
        { -1e-08, 0.4999999960105772 },
        { 0.0, 0.5 },
        { 1e-08, 0.5000000039894228 },
        { 0.01, 0.5039893563146316 },
        { 0.2, 0.579259709439103 },
        { 0.7, 0.758036347776927 },
        { 1.0, 0.8413447460685429 },
        { 1.5, 0.9331927987311419 },
        { 2.2, 0.9860965524865014 },
        { 3.0, 0.9986501019683699 },
        { 4.0, 0.9999683287581669 },
        { 5.5, 0.9999999810104375 },
        { 7.0, 0.9999999999987201 },
        { 8.2, 0.9999999999999999 },
    };

    public static TheoryData<double, double> Quantiles => new()
    {
        { 5e-324, -38.467405617144344 },
        { 1e-320, -38.26912534303265 },
        { 2.2250738585072014e-308, -37.5193793471445 },
        { 1e-300, -37.0470962993612 },
        { 1e-250, -33.79958617269484 },
        { 1e-200, -30.20559417957964 },
        { 1e-150, -26.122961190593983 },
        { 1e-100, -21.273453560965326 },
        { 1e-70, -17.741643174195335 },
        { 1e-50, -14.933337534788489 },
        { 1e-30, -11.464024688443615 },
        { 1e-20, -9.262340089798407 },
        { 1e-16, -8.222082216130435 },
        { 1e-12, -7.034483825301132 },
        { 1e-10, -6.361340902404057 },
        { 1e-07, -5.1993375821928165 },
        { 1e-05, -4.264890793922825 },
        { 0.0001, -3.7190164854556804 },
        { 0.001, -3.0902323061678136 },
        { 0.005, -2.575829303548901 },
        { 0.01, -2.326347874040841 },
        { 0.025, -1.9599639845400543 },
        { 0.05, -1.6448536269514726 },
        { 0.07, -1.4757910281791706 },
        { 0.0749, -1.4402382675279637 },
        { 0.0751, -1.43882539275254 },
        { 0.1, -1.2815515655446004 },
        { 0.2, -0.8416212335729142 },
        { 0.25, -0.6744897501960817 },
        { 0.3, -0.5244005127080408 },
        { 0.4, -0.2533471031357997 },
        { 0.49, -0.025068908258711057 },
        { 0.499, -0.002506630899571766 },
        { 0.4999999, -2.5066282747031063e-07 },
        { 0.49999999999, -2.506628482030354e-11 },
    };

    [Theory]
    [MemberData(nameof(Cumulatives))]
    public void The_cumulative_is_right_to_fourteen_digits_in_both_tails(double z, double expected) =>
        AssertRelative(expected, Normal.Cumulative(z), 2e-15);

    [Theory]
    [MemberData(nameof(Quantiles))]
    public void The_quantile_is_right_to_fourteen_digits_down_to_the_smallest_double(double p, double expected)
    {
        AssertRelative(expected, Normal.Quantile(p), 2e-15);
        if (1 - (1 - p) == p)
            Assert.Equal(-Normal.Quantile(p), Normal.Quantile(1 - p));
    }

    [Fact]
    public void The_cumulative_and_its_mirror_image_sum_to_one()
    {
        for (var z = 0.0; z < 40; z += 0.0173)
            Assert.Equal(1, Normal.Cumulative(z) + Normal.Cumulative(-z), 2e-16);
    }

    [Fact]
    public void The_cumulative_never_falls()
    {
        var last = 0.0;
        for (var z = -39.0; z < 9; z += 1.0 / 1024)
        {
            // Neighbours this close differ by 1e-3 at least in the tail, and by more than rounding elsewhere.
            Assert.True(Normal.Cumulative(z) >= last, $"Φ falls at {z}");
            last = Normal.Cumulative(z);
        }
    }

    [Fact]
    public void The_ends_are_exact()
    {
        Assert.Equal(0.5, Normal.Cumulative(0));
        Assert.Equal(0, Normal.Quantile(0.5));
        Assert.Equal(0, Normal.Cumulative(double.NegativeInfinity));
        Assert.Equal(1, Normal.Cumulative(double.PositiveInfinity));
        Assert.Equal(double.NegativeInfinity, Normal.Quantile(0));
        Assert.Equal(double.PositiveInfinity, Normal.Quantile(1));
        Assert.Equal(0, Normal.Density(double.PositiveInfinity));
    }

    [Theory]
    [InlineData(0.0, 0.3989422804014327)]
    [InlineData(1.0, 0.24197072451914337)]
    [InlineData(-7.3, 1.0693837871541648e-12)]
    public void The_density_is_the_derivative_of_the_cumulative(double z, double expected)
    {
        AssertRelative(expected, Normal.Density(z), 2e-15);
        const double h = 1e-4;
        AssertRelative(expected, (Normal.Cumulative(z + h) - Normal.Cumulative(z - h)) / (2 * h), 2e-7);
    }

    static void AssertRelative(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected) + double.Epsilon,
            $"{actual:R} is not {expected:R}: relative error {Math.Abs(actual / expected - 1):E2}");
}
