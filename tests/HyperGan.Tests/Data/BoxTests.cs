using HyperGan.Kernels;

namespace HyperGan.Tests;

public class BoxTests
{
    [Fact]
    public void A_box_has_a_range_per_axis()
    {
        var box = Box.Around([1, 20, 3, 10, 2, 15], 2);
        Assert.Equal([1, 10], box.Low);
        Assert.Equal([3, 20], box.High);
        Assert.True(box.Contains([1, 20]));
        Assert.False(box.Contains([1, 9]));
        Assert.False(box.Contains([Real.NaN, 15]));
        Assert.Equal([(Real)0.5, (Real)9.5], box.Enlarged((Real)0.5).Low);
    }

    [Fact]
    public void Points_are_spread_over_the_whole_of_each_axis()
    {
        var box = new Box([-1, 100], [1, 300]);
        var points = box.Sample(4_000, new RandomStream(5));
        var around = Box.Around(points, 2);
        Assert.True(box.Contains([.. around.Low]) && box.Contains([.. around.High]));
        Assert.Equal(-1, around.Low[0], 0.01);
        Assert.Equal(300, around.High[1], 1.0);
        Assert.Equal(200, points.Where((_, i) => i % 2 == 1).Average(), 4.0);
    }

    [Fact]
    public void A_box_without_an_inside_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new Box([], []));
        Assert.Throws<ArgumentException>(() => new Box([0], [1, 2]));
        Assert.Throws<ArgumentException>(() => new Box([0, 0], [1, Real.NaN]));
        Assert.Contains("dimension 1", Assert.Throws<ArgumentException>(() => Box.Around([1, 2, 3, 2], 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Box.Around([1, 2, 3], 2));
    }
}
