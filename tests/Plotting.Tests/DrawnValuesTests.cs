using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting.Tests;

/// <summary> That values lie where they belong. Places where a line of the grid crosses are avoided: it lies on top and tints. </summary>
public class DrawnValuesTests
{
    [Fact]
    public void A_member_is_drawn_where_it_is_and_the_mean_where_the_mean_is()
    {
        using var picture = new Picture(new MemberCurves { X = [0, 1], Members = [[0, 10], [0, 20]] }, 1600, 1000);   // large, so that thin lines fill whole pixels
        Assert.True(picture.Has(Colour.Blue, 0.5, 7.5), "no mean");
        Assert.True(picture.Has(Colour.Tint(Colour.Blue, 0.5), 0.5, 10), "no member");
    }

    [Fact]
    public void A_wide_range_gets_a_logarithmic_axis()
    {
        var x = Samples.Range(0, 8, 81);
        using var picture = new Picture(new TrainingCurves { Curves = [new("decay", x, Array.ConvertAll(x, t => Math.Pow(10, -t)))] });
        foreach (var t in new[] { 1.5, 4, 6.5 })
            Assert.True(picture.Has(Colour.Blue, t, -t), $"10⁻ᵗ is not at −t for t = {t}");
    }

    [Fact]
    public void A_rise_from_almost_nothing_stays_linear()
    {
        var x = Samples.Range(0, 40, 41);
        using var picture = new Picture(new TrainingCurves { Curves = [new("rise", x, Array.ConvertAll(x, t => t + 1e-6))] });
        foreach (var t in new[] { 5.5, 21.3, 35.7 })
            Assert.True(picture.Has(Colour.Blue, t, t), $"t is not at t for t = {t}");
    }

    [Fact]
    public void Smoothing_draws_the_mean_of_neighbours_and_leaves_the_values_behind()
    {
        var x = Samples.Range(0, 40, 41);
        using var picture = new Picture(new TrainingCurves { Curves = [new("zigzag", x, [.. x.Select((_, i) => 2 * i + (i % 2 == 0 ? 30.0 : 0))])], Smoothing = 3 });
        Assert.True(picture.Has(Colour.Blue, 21, (2 * 20 + 30 + 2 * 21 + 2 * 22 + 30) / 3.0), "not the mean of three");
        Assert.True(picture.Has(Colour.Tint(Colour.Blue, 0.3), 21, 42, within: 4), "the value itself is gone");
    }

    [Fact]
    public void More_series_than_colours_are_told_apart_by_dashes()
    {
        var curves = Enumerable.Range(0, Colour.SeriesCount + 1).Select(i => new Curve($"{i}", [0, 1], [i + 0.37, i + 0.37])).ToArray();
        using var picture = new Picture(new TrainingCurves { Curves = curves, Logarithmic = false });
        Assert.InRange(Share(0), 0.98, 1);
        Assert.InRange(Share(Colour.SeriesCount), 0.4, 0.8);

        double Share(int i)
        {
            var places = Samples.Range(0.01, 0.99, 300);
            return places.Count(x => picture.Has(Colour.Series(i), x, i + 0.37)) / (double)places.Length;
        }
    }

    [Fact]
    public void Each_cell_of_a_map_lies_around_its_inputs()
    {
        var values = new double[,] { { 0, 0.2, 0.4 }, { 0.6, 0.8, 1 } };
        using var picture = new Picture(new InputMap { X = [0, 1, 2], Y = [10, 11], ValueLabel = "", Values = values });
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                foreach (var shift in new[] { -0.45, 0, 0.45 })
                    Assert.True(picture.Has(Colour.Map.GetColor(values[i, j]), j + shift, 10 + i + shift, within: 2), $"cell {i}, {j} is not around its centre");
            }
        }
    }

    [Fact]
    public void One_unit_is_as_long_on_both_axes_of_a_map()
    {
        using var picture = new Picture(new InputMap { X = [0, 1, 2, 3, 4, 5], Y = [0, 1, 2], ValueLabel = "", Values = new double[3, 6], Classes = [new([7], [8])] }, 700, 600);
        var ((x0, y0), (x1, y1)) = (picture.Place(0, 0), picture.Place(1, 1));
        Assert.Equal(x1 - x0, y0 - y1, 0.01);
        Assert.True(picture.Has(Colour.Class(0), 7, 8), "a point beyond the grid is not shown");
    }

    [Fact]
    public void The_colour_bar_of_a_map_begins_at_zero()
    {
        using var picture = new Picture(new InputMap { X = [0, 1], Y = [0, 1], ValueLabel = "", Values = new[,] { { 0.5, 0.5 }, { 0.5, 1 } } });
        Assert.True(picture.Has(Colour.Map.GetColor(0.5), 0, 0), "half of the greatest value is not half way along the colours");
    }

    [Fact]
    public void Intervals_that_miss_stand_out_and_only_those()
    {
        using var covered = new Picture(Interval(upper: 5));
        using var missed = new Picture(Interval(upper: 4.9));
        Assert.Equal(0, covered.Count(Colour.Vermillion));
        Assert.True(missed.Has(Colour.Vermillion, 5, 4) && missed.Has(Colour.Blue, 1, 1.3), "the colours are not those of hit and miss");

        static PredictedAgainstTrue Interval(double upper) => new() { Truth = [1, 5], Predicted = [1.3, 4], Lower = [0, 3], Upper = [2, upper] };
    }

    [Fact]
    public void A_prediction_outside_of_its_interval_does_not_move_the_interval()
    {
        using var picture = new Picture(new PredictedAgainstTrue { Truth = [0.3, 10], Predicted = [9, 5], Lower = [1, 0], Upper = [3, 10] });
        var bar = Colour.Tint(Colour.Vermillion, 0.6);
        Assert.True(picture.Has(Colour.Vermillion, 0.3, 9), "the prediction");
        Assert.True(picture.Has(bar, 0.3, 1.2) && picture.Has(bar, 0.3, 2.8), "the interval");
        Assert.False(picture.Has(bar, 0.3, 0.8) || picture.Has(bar, 0.3, 3.2) || picture.Has(bar, 0.3, 7), "more than the interval");
    }

    [Fact]
    public void Error_bars_reach_so_many_standard_errors()
    {
        using var picture = new Picture(new InformationEstimates { Truth = new("truth", [0, 2], [-10, 10]), Estimates = [new("e", [0.5], [3], [2])], Multiple = 1.5 });
        Assert.True(picture.Has(Colour.Blue, 0.5, 0.2) && picture.Has(Colour.Blue, 0.5, 5.8), "too short");
        Assert.False(picture.Has(Colour.Blue, 0.5, -0.3) || picture.Has(Colour.Blue, 0.5, 6.3), "too long");
        Assert.True(picture.Has(Colour.Ink, 1.5, 5), "the truth");
    }

    [Fact]
    public void A_category_s_bars_reach_so_many_deviations_from_its_mean()
    {
        using var picture = new Picture(new CategoryBand { Categories = ["a", "b"], Mean = [0, 10], Deviation = [1, 2], Multiples = [1, 2] });
        Assert.True(picture.Has(Colour.Blue, 1.1, 10), "no mean");
        Assert.True(picture.Has(Colour.Band(0, 2), 1.1, 11.8) && picture.Has(Colour.Band(0, 2), 0.9, 8.2), "the inner bar is too short");
        Assert.True(picture.Has(Colour.Band(1, 2), 1.1, 13.8) && picture.Has(Colour.Band(1, 2), 0.1, -1.8), "the outer bar is too short");
        Assert.False(picture.Has(Colour.Band(1, 2), 1.1, 14.5) || picture.Has(Colour.Band(1, 2), 0.1, -2.5), "it is too long");
        Assert.False(picture.Has(Colour.Band(1, 2), 0.5, 8.5), "something lies between the categories");
    }

    [Fact]
    public void The_last_of_slanted_names_is_not_cut_off()
    {
        using var picture = new Picture(new CategoryBand
        {
            Categories = [.. Enumerable.Range(0, 30).Select(i => $"a category of number {i}")], Mean = new double[30], Deviation = [.. Enumerable.Repeat(1.0, 30)],
        });
        Assert.Equal(0, picture.Count(pixel => pixel.Red < 250, picture.Width - 4, picture.Plane.Bottom, picture.Width, picture.Height));
    }

    [Fact]
    public void Names_that_would_not_fit_side_by_side_are_slanted()
    {
        using var few = new Picture(Named(3));
        using var many = new Picture(Named(20));
        Assert.InRange(many.Height - many.Plane.Bottom - (few.Height - few.Plane.Bottom), 40, 300);
        var (left, _, right, bottom) = many.Plane;
        Assert.InRange(many.Count(Colour.Pencil, left, bottom + 6, right, many.Height), 1_500, 50_000);

        static CategoryBand Named(int count) => new()
        {
            Categories = [.. Enumerable.Range(0, count).Select(i => $"category {i}")], Mean = new double[count], Deviation = [.. Enumerable.Repeat(1.0, count)],
        };
    }

    [Fact]
    public void Classes_are_drawn_where_they_are_probable_and_so_is_the_disagreement()
    {
        using var picture = new Picture(new ClassProbabilities { X = [0, 1], Classes = [new("a", [0, 1]), new("b", [1, 0])], Disagreement = [0.73, 0.73] });
        Assert.True(picture.Has(Colour.Series(0), 0.3, 0.3), "the first");
        Assert.True(picture.Has(Colour.Series(1), 0.3, 0.7), "the second");
        Assert.Contains(Samples.Range(0.1, 0.2, 50), x => picture.Has(Colour.Pencil, x, 0.73));
        using var marks = new Picture(new ClassProbabilities { Categories = ["u", "v"], Classes = [new("a", [0.13, 1]), new("b", [0.87, 0])], Disagreement = [0.3, 0.37] });
        Assert.True(marks.Has(Colour.Series(0), -0.15, 0.13) && marks.Has(Colour.Series(1), 0.15, 0.87), "the marks");
        Assert.Contains(Samples.Range(0.75, 1.25, 100), x => marks.Has(Colour.Pencil, x, 0.37));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(400)]
    public void The_band_of_chance_is_that_of_the_binomial(int rows)
    {
        var (inside, outside) = (0.5 + 0.95 * 0.98 / Math.Sqrt(rows), 0.5 + 1.1 * 0.98 / Math.Sqrt(rows));
        using var picture = new Picture(new CalibrationCurve { Count = rows, Curves = [new("m", [0.1, 0.9], [0.1, 0.9])] }, 900, 900);
        var grey = Colour.Tint(Colour.Hairline, 0.35);
        Assert.True(picture.Has(grey, 0.503, inside) && picture.Has(grey, 0.503, 1 - inside), "too narrow");
        Assert.False(picture.Has(grey, 0.497, outside) || picture.Has(grey, 0.503, 1 - outside), "too wide");
    }
}
