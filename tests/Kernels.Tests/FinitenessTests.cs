namespace HyperGan.Kernels.Tests;

public class FinitenessTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(8)]
    public void One_number_that_is_not_finite_is_found_wherever_it_stands(int workers)
    {
        using var team = new Team(workers);
        foreach (var value in (Real[])[Real.NaN, Real.PositiveInfinity, Real.NegativeInfinity])
            foreach (var (length, place) in new[] { (1, 0), (17, 16), (16_384, 16_383), (16_385, 16_384), (32_768, 32_767), (100_000, 50_000), (100_000, 99_999) })
            {
                var x = new Real[length];
                x[place] = value;
                Assert.False(Finiteness.OfAll(x, team), $"{value} at {place} of {length}");
                x[place] = 1;
                Assert.True(Finiteness.OfAll(x, team), $"{length} zeros and a 1");
            }
        Assert.True(Finiteness.OfAll([], team));
    }

    [Fact]
    public void Finite_numbers_whose_sum_is_not_are_finite()
    {
        Assert.True(Finiteness.OfAll([Real.MaxValue, Real.MaxValue]));
        Assert.False(Finiteness.OfAll([Real.MaxValue, Real.MaxValue, Real.NegativeInfinity]));
    }
}
