using HyperGan.Plotting.Drawing;
using ScottPlot;
using SkiaSharp;

namespace HyperGan.Plotting.Tests;

/// <summary> What holds for every figure. </summary>
public class FigureTests
{
    public static TheoryData<string> Names => [.. Samples.All.Keys];

    [Fact]
    public void Every_figure_has_a_sample() => Assert.Equal(
        typeof(Figure).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Figure))).Select(type => type.Name).Order(StringComparer.Ordinal), Samples.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_has_the_size_asked_for_and_is_not_blank(string name)
    {
        var png = Samples.All[name]("Title").ToPng(640, 480);
        using var decoded = SKBitmap.Decode(png);
        Assert.Equal((640, 480), (decoded.Width, decoded.Height));
        using var picture = new Picture(Samples.All[name]("Title"), 640, 480);
        Assert.InRange(picture.Count(pixel => Math.Abs(pixel.Red - pixel.Blue) > 60, 128, 140, 512, 400), 40, 384 * 260);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Title_labels_and_ticks_are_drawn(string name)
    {
        using var picture = new Picture(Samples.All[name]("A title of some length"), 1000, 800);
        using var untitled = new Picture(Samples.All[name](""), 1000, 800);
        var (left, top, right, bottom) = picture.Plane;
        Assert.InRange(picture.Count(Colour.Ink, left, 0, right, 45), 300, 20_000);
        Assert.True(picture.Plane.Top > untitled.Plane.Top + 20, "a title takes no room");
        Assert.InRange(picture.Count(Colour.Pencil, left, bottom + 6, right, bottom + 28), 20, 20_000);   // ticks of the x axis
        Assert.InRange(picture.Count(Colour.Ink, left, bottom + 28, right, picture.Height), 10, 20_000);   // its label
        Assert.InRange(picture.Count(Colour.Pencil, 0, top, left - 5, bottom), 20, 20_000);                // ticks of the y axis
        Assert.InRange(picture.Count(Colour.Ink, 0, top, left - 12, bottom), 10, 20_000);                  // its label
    }

    [Fact]
    public void The_legend_lies_above_the_data()
    {
        using var one = new Picture(new TrainingCurves { Curves = [new("a", [0, 1], [0, 1])] });
        using var many = new Picture(new TrainingCurves { Curves = [.. Enumerable.Range(0, 9).Select(i => new Curve($"a curve of a rather long name, {i}", [0, 1], [0, 1]))] });
        Assert.InRange(many.Plane.Top - one.Plane.Top, 30, 200);
        Assert.InRange(many.Count(Colour.Ink, 0, 0, many.Width, many.Plane.Top), 100, 50_000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_numbers_give_the_same_bytes(string name) =>
        Assert.Equal(Samples.All[name]("Title").ToPng(320, 240), Samples.All[name]("Title").ToPng(320, 240));

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_does_not_depend_on_the_fonts_of_the_machine(string name)
    {
        var before = Samples.All[name]("Title").ToPng(320, 240);
        var (family, typeface) = (Fonts.Default, Fonts.DefaultFontStyle);
        try
        {
            Fonts.Default = "no such font";
            foreach (var bold in new[] { false, true })   // what a label that we forgot to dress would be written in: one of the two is the wrong one
            {
                var label = new LabelStyle { Bold = bold };
                Typefaces.Apply(label, 12, Colour.Ink);
                Fonts.DefaultFontStyle = label.Font;
                Assert.Equal(before, Samples.All[name]("Title").ToPng(320, 240));
            }
        }
        finally
        {
            (Fonts.Default, Fonts.DefaultFontStyle) = (family, typeface);
        }
    }

    [Theory]
    [InlineData(199, 400)]
    [InlineData(400, 10_001)]
    public void A_size_that_is_none_is_refused(int width, int height)
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Band().ToPng(width, height));
        Assert.Contains("200 to 10 000", e.Message, StringComparison.Ordinal);
    }
}
