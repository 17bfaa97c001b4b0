namespace HyperGan.Mine.Tests;

public class NearZeroTests
{
    [Theory]
    [InlineData(0, 0), InlineData(1e-300, 1e-300), InlineData(-1e-17, -1e-17), InlineData(1e-8, 9.999999950000000333e-9), InlineData(-1e-3, -1.000500333583533500e-3)]
    [InlineData(0.5, 0.4054651081081644), InlineData(1e308, 709.1962086421661), InlineData(-1, double.NegativeInfinity), InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void The_logarithm_of_one_and_a_little(double x, double expected) => AssertRelative(expected, NearZero.LogP1(x));

    [Theory]
    [InlineData(0, 0), InlineData(1e-300, 1e-300), InlineData(-1e-17, -1e-17), InlineData(1e-8, 1.000000005000000017e-8), InlineData(-1e-3, -9.995001666250083e-4)]
    [InlineData(1, 1.718281828459045), InlineData(-50, -1), InlineData(double.NegativeInfinity, -1), InlineData(800, double.PositiveInfinity)]
    public void The_exponential_less_one(double x, double expected) => AssertRelative(expected, NearZero.ExpM1(x));

    static void AssertRelative(double expected, double actual)
    {
        if (double.IsInfinity(expected))
            Assert.Equal(expected, actual);
        else
            Assert.InRange(Math.Abs(actual - expected), 0, 1e-15 * Math.Abs(expected));
    }
}
