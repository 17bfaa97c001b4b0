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
        var spread = Spread.Of(means, deviations, y);
        Assert.Equal(1 / factor, spread.Factor, 0.15 / factor);
        Assert.InRange(spread.Outliers, 0, 0.003);
    }

    [Fact]
    public void Outliers_are_told_from_width()
    {
        var (means, deviations, y) = Predictions(1);
        for (var i = 0; i < Rows; i += 50)
            y[i] += 20;
        var spread = Spread.Of(means, deviations, y);
        Assert.Equal(1, spread.Factor, 0.15);
        Assert.InRange(spread.Outliers, 0.007, 0.03);   // 8 of 400
    }

    [Fact]
    public void The_corrected_mixture_has_the_same_mean_c_times_the_deviation_and_a_wide_component()
    {
        double[] means = [1, 2, 6, 0], deviations = [0.5, 1, 2, 0];
        var total = Math.Sqrt(14.0 / 3 + 5.25 / 3);
        new Spread(0.5, 0.01).Apply(means, deviations);
        Assert.Equal([2, 2.5, 4.5, 3], means);
        Assert.Equal([0.25, 0.5, 1], deviations[..3]);
        Assert.Equal(3 * total, deviations[3], 1e-12);
        Assert.Equal([0.33, 0.33, 0.33, 0.01], new Spread(0.5, 0.01).Weights(3));
    }

    [Fact]
    public void A_single_row_moves_it_little() => Assert.InRange(Spread.Of([0, 0], [1, 1], [0.0]).Factor, 0.5, 1);

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
            Widen(factor, means.AsSpan(i * Members, Members), deviations.AsSpan(i * Members, Members));
        }
        return (means, deviations, y);
    }

    static void Widen(double factor, Span<double> means, Span<double> deviations)
    {
        var mean = means.ToArray().Average();
        for (var k = 0; k < means.Length; k++)
            (means[k], deviations[k]) = (mean + factor * (means[k] - mean), factor * deviations[k]);
    }
}
