namespace HyperGan.Mine.Tests;

public class NoisyFunctionTests
{
    [Theory]
    [InlineData(0.1), InlineData(0.7), InlineData(3)]
    public void The_integral_of_the_identity_is_its_closed_form(double sigma) =>
        Assert.Equal(NoisyFunction.Identity.MutualInformation(sigma), NoisyFunction.Identity.Integrate(sigma), 1e-9);

    [Fact]
    public void Little_is_told_through_much_noise_and_that_is_half_the_ratio_of_variances()
    {
        const double Sigma = 100;   // I = ½ ln(1 + v/σ²) for a Gaussian signal, to first order for any other
        var sine = (1 - Math.Exp(-2)) / 2;
        Assert.Equal(sine / (2 * Sigma * Sigma), NoisyFunction.Sine.MutualInformation(Sigma), 2e-9);
        Assert.Equal(1, NoisyFunction.Cube.MutualInformation(Sigma) / (15 / (2 * Sigma * Sigma)), 0.01);
    }

    [Theory]
    [InlineData("x³", 1), InlineData("sin x", 0.3)]
    public void The_integral_is_that_of_the_plain_double_sum(string name, double sigma)
    {
        var function = NoisyFunction.All.Single(f => string.Equals(f.Name, name, StringComparison.Ordinal));
        Func<double, double> f = name[0] == 'x' ? x => x * x * x : Math.Sin;
        const double Reach = 6;
        var (dx, dy, entropy) = (Reach / 1500, sigma / 3, 0.0);
        for (var y = f(-Reach) - 8 * sigma - 1; y < f(Reach) + 8 * sigma + 1; y += dy)
        {
            var p = 0.0;
            for (var x = -Reach; x <= Reach; x += dx)
                p += dx * Normal(x, 1) * Normal(y - f(x), sigma);
            entropy -= p > 0 ? dy * p * Math.Log(p) : 0;
        }
        Assert.Equal(entropy - 0.5 * Math.Log(2 * Math.PI * Math.E * sigma * sigma), function.MutualInformation(sigma), 1e-6);

        static double Normal(double x, double deviation) => Math.Exp(-0.5 * x * x / (deviation * deviation)) / (deviation * Math.Sqrt(2 * Math.PI));
    }

    [Theory]
    [InlineData(1e4), InlineData(1e9), InlineData(1e100)]
    public void The_identity_through_ever_more_noise_never_tells_nothing(double sigma) =>
        Assert.Equal(1, NoisyFunction.Identity.MutualInformation(sigma) * 2 * sigma * sigma, 1e-8);

    [Fact]
    public void A_function_that_is_no_number_somewhere_is_refused()
    {
        var logarithm = new NoisyFunction("ln x", Math.Log);
        Assert.Contains("ln x", Assert.Throws<ArgumentException>(() => logarithm.MutualInformation(0.1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_are_the_function_and_noise_of_this_deviation()
    {
        var (x, y) = NoisyFunction.Cube.Sample(0.5, 10_000, seed: 2);
        var square = 0.0;
        for (var i = 0; i < x.Length; i++)
            square += Math.Pow(y[i] - Math.Pow(x[i], 3), 2) / x.Length;
        Assert.Equal(0.5, Math.Sqrt(square), 0.02);
    }

    [Fact]
    public void A_function_without_noise_is_refused()
    {
        Assert.Throws<ArgumentException>(() => NoisyFunction.Sine.MutualInformation(0));
        Assert.Throws<ArgumentException>(() => NoisyFunction.Sine.Sample(double.NaN, 10));
        Assert.Contains("too small", Assert.Throws<ArgumentException>(() => NoisyFunction.Cube.MutualInformation(1e-6)).Message, StringComparison.Ordinal);
    }
}
