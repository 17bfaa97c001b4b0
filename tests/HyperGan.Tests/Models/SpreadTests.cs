using HyperGan.Kernels;

namespace HyperGan.Tests.Models;

public class SpreadTests
{
    const int Rows = 400, Members = 5;

    [Theory]
    [InlineData(0.5), InlineData(1), InlineData(3)]
    public void A_mixture_that_is_too_wide_by_a_factor_is_found_out(double factor)
    {
        var (means, deviations, y) = Predictions(factor);
        Assert.Equal(1 / factor, Spread.Of(means, deviations, y), 0.15 / factor);
    }

    [Fact]
    public void The_corrected_mixture_has_the_same_mean_and_c_times_the_deviation()
    {
        double[] means = [1, 2, 6], deviations = [0.5, 1, 2];
        Spread.Apply(0.5, means, deviations);
        Assert.Equal([2, 2.5, 4.5], means);
        Assert.Equal([0.25, 0.5, 1], deviations);
    }

    [Fact]
    public void A_single_row_moves_it_little()
    {
        var spread = Spread.Of([0, 0], [1, 1], [0.0]);
        Assert.InRange(spread, 0.5, 1);
    }

    /// <summary> Targets that are drawn from a mixture, and the mixture made wider about its mean. </summary>
    static (double[] Means, double[] Deviations, double[] Y) Predictions(double factor)
    {
        var random = new RandomStream(11);
        var (spreads, noise) = (new Real[Rows * Members], new Real[Rows]);
        random.Normal(spreads);
        random.Normal(noise);
        var (means, deviations, y) = (new double[Rows * Members], new double[Rows * Members], new double[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            var member = i % Members;
            for (var k = 0; k < Members; k++)
                (means[i * Members + k], deviations[i * Members + k]) = (10 + spreads[i * Members + k], 0.5 + 0.2 * k);
            y[i] = means[i * Members + member] + deviations[i * Members + member] * noise[i];
            Spread.Apply(factor, means.AsSpan(i * Members, Members), deviations.AsSpan(i * Members, Members));
        }
        return (means, deviations, y);
    }
}
