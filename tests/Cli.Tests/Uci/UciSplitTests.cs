using HyperGan.Cli.Uci;

namespace HyperGan.Cli.Tests;

public class UciSplitTests
{
    [Fact]
    public void The_generator_is_the_published_one()
    {
        var random = new Mt19937(1);
        Assert.Equal(1_791_095_845u, random.Next());
        // The ten thousandth output for seed 5489 is part of the C++ standard.
        random = new(5_489);
        for (var i = 1; i < 10_000; i++)
            random.Next();
        Assert.Equal(4_123_659_995u, random.Next());
    }

    /// <summary> Test rows of the published split files: number, the first four and the last. </summary>
    [Theory]
    [InlineData(506, 0, 51, new[] { 431, 115, 470, 216 }, 37)]
    [InlineData(506, 19, 51, new[] { 426, 161, 347, 368 }, 283)]
    [InlineData(1_599, 0, 160, new[] { 505, 1_445, 1_255, 405 }, 1_061)]
    [InlineData(1_599, 19, 160, new[] { 297, 1_329, 866, 423 }, 729)]
    [InlineData(8_192, 19, 819, new[] { 667, 6_057, 5_197, 7_448 }, 4_970)]
    [InlineData(11_934, 19, 1_193, new[] { 10_947, 10_184, 5_970, 9_335 }, 10_424)]
    public void The_splits_are_the_published_ones(int rows, int split, int count, int[] first, int last)
    {
        var test = UciSplit.All(rows)[split].Test;
        Assert.Equal(count, test.Length);
        Assert.Equal(first, test[..4]);
        Assert.Equal(last, test[^1]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(45)]
    public void Every_split_is_a_partition(int rows) => Assert.All(UciSplit.All(rows), split =>
    {
        Assert.Equal(Enumerable.Range(0, rows), split.Train.Concat(split.Test).Order());
        Assert.Equal((int)Math.Floor(0.9 * rows + 0.5), split.Train.Length);
    });
}
