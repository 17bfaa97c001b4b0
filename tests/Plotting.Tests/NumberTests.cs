using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting.Tests;

public class NumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-3.5, "−3.5")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(1234, "1234")]
    [InlineData(12345.5, "12\u2009345.5")]
    [InlineData(1e6, "10⁶")]
    [InlineData(1_700_000_050, "1.70000005·10⁹")]
    [InlineData(-2.5e-5, "−2.5·10⁻⁵")]
    [InlineData(-1e-9, "−1·10⁻⁹")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_are_written_alike_everywhere(double value, string text) => Assert.Equal(text, Number.Text(value));
}
