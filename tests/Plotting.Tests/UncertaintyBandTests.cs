using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting.Tests;

public class UncertaintyBandTests
{
    [Theory]
    [InlineData(0.9, 0.5)]
    [InlineData(-1.1, 0.32)]
    [InlineData(1.9, 0.32)]
    [InlineData(2.1, 0.14)]
    [InlineData(-2.9, 0.14)]
    [InlineData(3.1, 0)]
    public void Bands_reach_one_two_and_three_deviations(double deviations, double strength)
    {
        using var picture = new Picture(new UncertaintyBand { X = [0, 1], Mean = [10, 30], Deviation = [1, 5], YLimits = new(0, 60) });
        Assert.True(picture.Has(Colour.Tint(Colour.Blue, strength), 0.43, 10 + 20 * 0.43 + deviations * (1 + 4 * 0.43), within: 2), "another colour");
    }

    [Fact]
    public void The_picture_shows_the_whole_of_everything_unless_limits_are_given()
    {
        using var picture = new Picture(Samples.Band());
        var (left, top, right, bottom) = picture.Plane;
        foreach (var (x, y) in new[] { (-6.0, -216.0 - 3 * 38), (6, 216 + 3 * 38) })
        {
            var place = picture.Place(x, y);
            Assert.InRange(place.X, left - 1, right + 1);
            Assert.InRange(place.Y, top + 5, bottom - 5);
        }
    }

    [Fact]
    public void Points_beyond_the_curve_widen_the_picture()
    {
        using var picture = new Picture(new UncertaintyBand { X = [0, 1], Mean = [0, 0], Deviation = [1, 1], Points = new([-3, 5], [20, -20]) });
        Assert.True(picture.Has(Colour.Vermillion, -3, 20) && picture.Has(Colour.Vermillion, 5, -20), "a point is missing");
    }

    [Theory]
    [InlineData(0, 1, -4, 4, false)]
    [InlineData(0, 1, -2, 4, true)]
    [InlineData(0, 0.9, -4, 4, true)]
    public void A_picture_that_cuts_something_off_says_so(double left, double right, double low, double high, bool says)
    {
        using var picture = new Picture(new UncertaintyBand { Title = "T", X = [0, 1], Mean = [0, 0], Deviation = [1, 1], XLimits = new(left, right), YLimits = new(low, high) });
        Assert.Equal(says, picture.Count(Colour.Pencil, picture.Plane.Left, 0, picture.Width, picture.Plane.Top - 10) > 30);
    }

    [Fact]
    public void Truth_mean_and_points_lie_on_the_bands()
    {
        using var picture = new Picture(Samples.Band());
        Assert.True(picture.Has(Colour.Vermillion, 4, 66), "the point");
        Assert.True(picture.Has(Colour.Blue, -5.5, -166.375, within: 3), "the mean");
        Assert.InRange(picture.Count(Colour.Ink, picture.Plane.Left + 1, picture.Plane.Top, picture.Plane.Right, picture.Plane.Bottom), 100, 10_000);   // the truth, dashed
    }
}
