namespace HyperGan.Kernels.Tests;

public class SignificantSumsTests
{
    /// <summary> Distance from 1 to the next number, two roundings. </summary>
    static readonly Real _ulp = Real.BitIncrement(1) - 1;

    [Fact]
    public void Where_nothing_cancels_the_sums_are_those_of_Reduce_bit_by_bit()
    {
        foreach (var layout in Enum.GetValues<Layout>())
            foreach (var cols in Samples.Lengths.Append(257))
                foreach (var (stack, rows) in new[] { (1, 1), (3, 5), (2, 17), (1, 100), (0, 4), (2, 0), (1300, 1) })
                {
                    using var x = new GuardedMatrix(stack, rows, cols, layout, Samples.Ragged(cols));
                    foreach (var sums in new[] { 1, stack })
                    {
                        using var expected = new GuardedMatrix(sums, 1, cols, layout, Samples.Ragged(2));
                        using var actual = new GuardedMatrix(sums, 1, cols, layout, Samples.Ragged(2));
                        Reduce.Accumulate(x.View, expected.View);
                        SignificantSums.Accumulate(x.View, actual.View);
                        Samples.AssertSame(expected.Elements, actual.Elements, $"{layout}, {stack}×{rows}×{cols} into {sums}");
                    }
                }
    }

    /// <summary> Tall, wide and many: each is cut another way. </summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(8)]
    public void A_team_of_any_size_gives_the_bits_of_one(int workers)
    {
        using var team = new Team(workers);
        foreach (var (stack, rows, cols) in new[] { (1, 700, 50), (1, 9, 10_100), (40, 20, 100), (3, 100, 513), (5, 20_000, 1) })
        {
            using var x = new GuardedMatrix(stack, rows, cols, default, Samples.Ragged(cols));
            foreach (var sums in new[] { 1, stack })
            {
                using var expected = new GuardedMatrix(sums, 1, cols, default, Samples.Ragged(2));
                using var actual = new GuardedMatrix(sums, 1, cols, default, Samples.Ragged(2));
                Reduce.Accumulate(x.View, expected.View);
                SignificantSums.Accumulate(x.View, actual.View, team);
                Samples.AssertSame(expected.Elements, actual.Elements, $"{stack}×{rows}×{cols} into {sums}");
            }
        }
    }

    /// <summary> Σ x = −k ulp against Σ|x| = 2, so that eight roundings are eight ulp. </summary>
    [Theory]
    [InlineData(1, false), InlineData(7, false), InlineData(9, true), InlineData(1000, true)]
    public void A_sum_below_eight_roundings_of_its_terms_is_left_out(int ulps, bool stays)
    {
        foreach (var cols in Samples.Lengths.Skip(1))
        {
            var x = new Real[3 * cols];
            x.AsSpan(0, cols).Fill(1);
            x.AsSpan(2 * cols).Fill(-1 - ulps * _ulp);
            var into = new Real[cols];
            into.AsSpan().Fill(2 * _ulp);
            SignificantSums.Accumulate(new(x, 3, cols), new(into, 1, cols));
            Assert.All(into, y => Assert.Equal(stays ? (2 - ulps) * _ulp : 2 * _ulp, y));
        }
    }

    /// <summary> Each column by its own terms: one that cancels, beside one that is as small and does not. </summary>
    [Fact]
    public void A_small_sum_of_small_terms_stays()
    {
        var into = new Real[2];
        SignificantSums.Accumulate(new([1, _ulp, -1 + _ulp, 0], 2, 2), new(into, 1, 2));
        Assert.Equal([0, _ulp], into);
    }

    /// <summary> A run that diverges must be seen to. </summary>
    [Theory]
    [InlineData(1), InlineData(20)]
    public void What_is_not_finite_or_has_magnitudes_that_are_not_is_kept(int cols)
    {
        Assert.Equal(Real.PositiveInfinity, Sum(Real.PositiveInfinity, 1));
        Assert.Equal(Real.NegativeInfinity, Sum(1, Real.NegativeInfinity));
        Assert.True(Real.IsNaN(Sum(Real.NaN, 1)));
        Assert.True(Real.IsNaN(Sum(Real.PositiveInfinity, Real.NegativeInfinity)));
        var huge = Real.ScaleB(1, Real.ILogB(Real.MaxValue));
        Assert.Equal(huge / 2, Sum(huge + huge / 2, -huge));

        Real Sum(Real first, Real second)
        {
            var x = new Real[2 * cols];
            x.AsSpan(0, cols).Fill(first);
            x.AsSpan(cols).Fill(second);
            var into = new Real[cols];
            SignificantSums.Accumulate(new(x, 2, cols), new(into, 1, cols));
            return into[^1];
        }
    }

    [Fact]
    public void A_destination_of_another_shape_is_refused()
    {
        foreach (var (stack, rows, cols) in new[] { (2, 1, 4), (2, 3, 5), (3, 1, 5) })
            Samples.AssertRefused<ArgumentException>("2×3×5", () => SignificantSums.Accumulate(new(new Real[30], 2, 3, 5), new(new Real[60], stack, rows, cols)));
    }
}
