using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace HyperGan.Plotting.Drawing;

/// <summary> A plot in the manner of the house: our font, a quiet frame, legend above the data and never over it. What is drawn later lies on top. </summary>
sealed class Page : IDisposable
{
    // Lengths are in units of which a picture of standard size is 800 wide and 500 high.
    const double StandardArea = 800 * 500;

    /// <summary> Letters of a name on an axis, at most. </summary>
    const int LongestName = 24;

    /// <summary> Letters that have room side by side along the x axis, gaps counted. </summary>
    const int LettersOfAxis = 100;

    static readonly LinePattern _dashed = new([6, 4], 0, "dashed");

    readonly Plot _plot = new();
    readonly Header _header;
    readonly Frame _frame = new();
    readonly List<string> _notes = [];
    string[] _slanted = [];

    public Page() => _header = new(_plot.Legend);

    public required string Title { get; init; }
    public required string Subtitle { get; init; }
    public required string XLabel { get; init; }
    public required string YLabel { get; init; }

    /// <summary> Says below the title if the limits a person chose hide values. </summary>
    public void NoteCut(string what, Limits? shown, in Limits data)
    {
        if (shown is { } limits && limits.Cuts(data))
            _notes.Add($"{what} cut off, reaching from {Rounded(data.Low)} to {Rounded(data.High)}");

        static string Rounded(double value) => Number.Text(double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    /// <summary> Shows this part of the plane. </summary>
    /// <exception cref="ArgumentException"> The values are so far apart that their distance is infinite. </exception>
    public void Show(in Limits x, in Limits y)
    {
        if (!double.IsFinite(x.Span + y.Span))
            throw new ArgumentException("The values are too far apart for one picture: their distance is more than the largest double.");
        _plot.Axes.SetLimits(x.Low, x.High, y.Low, y.High);
        _plot.Axes.Bottom.TickGenerator = Ticks();
        _plot.Axes.Left.TickGenerator = Ticks();
    }

    /// <summary> One unit becomes as long on the x axis as on the y axis. </summary>
    public void EqualUnits() => _frame.EqualUnits = true;

    /// <summary> The y axis shows log₁₀ y; its ticks tell y. </summary>
    public void PowersOfTen(in Limits decades) => _plot.Axes.Left.TickGenerator = new PowersOfTen(decades);

    /// <summary> The x axis has names at 0, 1, 2, …; slanted where they would not fit side by side, cut where they are very long. </summary>
    public void Names(IReadOnlyList<string> names)
    {
        string[] texts = [.. names.Select(name => name.Length <= LongestName ? name : $"{name[..(LongestName - 1)]}…")];
        _plot.Axes.Bottom.TickGenerator = new NumericManual([.. texts.Select((_, i) => (double)i)], texts);
        _slanted = texts.Max(text => text.Length) * texts.Length > LettersOfAxis ? texts : [];
    }

    /// <summary> A line; named, it is in the legend. </summary>
    public void Line(double[] x, double[] y, Color color, string name = "", float width = 2, bool dashed = false)
    {
        var line = _plot.Add.ScatterLine(x, y, color);
        (line.LineWidth, line.LinePattern) = (width, dashed ? _dashed : LinePattern.Solid);
        if (name.Length > 0)
            Legend(new() { LabelText = name, LineColor = color, LineWidth = width, LinePattern = line.LinePattern });
    }

    /// <summary> A line of the legend for lines too faint to tell their colour. </summary>
    public void LegendLine(string name, Color color, float width = 2) => Legend(new() { LabelText = name, LineColor = color, LineWidth = width });

    /// <summary> A patch of the legend; bands lie in another order than they are read. </summary>
    public void LegendPatch(string name, Color color) => Legend(new() { LabelText = name, FillColor = color });

    public void Band(double[] x, double[] lower, double[] upper, Color color)
    {
        var band = _plot.Add.FillY(x, lower, upper);
        (band.FillColor, band.LineWidth, band.MarkerSize) = (color, 0, 0);
    }

    /// <summary> Dots with a rim of paper, so that they stay apart where they touch; the smaller, the more there are <paramref name="among"/> all (0: among these). </summary>
    public void Dots(Points points, Color color, MarkerShape shape = MarkerShape.FilledCircle, int among = 0)
    {
        var size = Math.Max(among, points.X.Length) switch { <= 60 => 9, <= 300 => 6.5f, <= 2_000 => 4.5f, _ => 3 };
        var dots = _plot.Add.ScatterPoints(points.X, points.Y, color);
        dots.MarkerStyle = new(shape, size) { FillColor = color, LineColor = color, OutlineColor = Colour.Paper, OutlineWidth = size / 8 };
        Legend(new() { LabelText = points.Name, MarkerStyle = new(shape, Math.Max(size, 6)) { FillColor = color, LineColor = color } });
    }

    public void Bars(double[] x, double[] middle, double[] below, double[] above, Color color, float width = 1.2f)
    {
        var bars = new ScottPlot.Plottables.ErrorBar(x, middle, null, null, above, below) { Color = color, LineWidth = width, CapSize = 0 };
        _plot.Add.Plottable(bars);
    }

    /// <summary> Values on a grid, values[0, 0] at the lower left, and the bar that explains their colours. </summary>
    public void Map(double[,] values, in Limits x, in Limits y, in Limits range, string label)
    {
        var map = _plot.Add.Heatmap(values);
        map.Position = new(x.Low, x.High, y.Low, y.High);   // centres of the outermost cells
        (map.FlipVertically, map.Colormap, map.ManualRange) = (true, Colour.Map, new(range.Low, range.High));
        var bar = _plot.Add.ColorBar(map);
        (bar.Width, bar.Label, bar.Axis.TickGenerator, bar.Axis.Label.Rotation) = (18, label, Ticks(), -90);
        _plot.Grid.IsVisible = false;
    }

    public byte[] Render(int width, int height)
    {
        (_header.Title.Text, _header.Subtitle.Text) = (Title, string.Join(" · ", _notes.Prepend(Subtitle).Where(text => text.Length > 0)));
        _plot.ScaleFactor = Math.Sqrt(width * (double)height / StandardArea);
        _plot.Layout.LayoutEngine = _frame;
        _plot.Axes.AddPanel(_header);
        DressAxes();
        using var image = _plot.GetImage(width, height);
        return image.GetImageBytes(ImageFormat.Png);
    }

    /// <summary> The part of the plane that is shown. </summary>
    public (Limits X, Limits Y) Shown
    {
        get
        {
            var limits = _plot.Axes.GetLimits();
            return (new(limits.Left, limits.Right), new(limits.Bottom, limits.Top));
        }
    }

    /// <summary> Where a point of the plane lies in the picture rendered last. </summary>
    public (double X, double Y) Place(double x, double y)
    {
        var pixel = _plot.GetPixel(new Coordinates(x, y));
        return (pixel.X, pixel.Y);
    }

    public void Dispose() => _plot.Dispose();

    void DressAxes()
    {
        _plot.Axes.Bottom.Label.Text = XLabel;
        _plot.Axes.Left.Label.Text = YLabel;
        (_plot.Axes.Top.IsVisible, _plot.Axes.Right.IsVisible) = (false, false);
        foreach (var axis in _plot.Axes.GetAxes().Concat(_plot.Axes.GetPanels().OfType<ScottPlot.Panels.ColorBar>().Select(bar => bar.Axis)))
        {
            axis.Label.Bold = false;
            Typefaces.Apply(axis.Label, 13.5f, Colour.Ink);
            Typefaces.Apply(axis.TickLabelStyle, 12, Colour.Pencil);
            (axis.FrameLineStyle.Color, axis.FrameLineStyle.Width) = (Colour.Hairline, 1);
            (axis.MajorTickStyle.Color, axis.MajorTickStyle.Length, axis.MajorTickStyle.Width) = (Colour.Hairline, 4, 1);
            axis.MinorTickStyle.Length = 0;
            if (axis is IYAxis)
                axis.TickLabelStyle.OffsetY = 2.5f;
        }
        if (_slanted.Length > 0)
            Slant(_plot.Axes.Bottom);
        _plot.Grid.MajorLineColor = Colour.Ink.WithAlpha(0.08);
        _plot.Grid.MajorLineWidth = 1;
        _plot.Grid.IsBeneathPlottables = false;   // the bands are opaque
    }

    /// <summary> ScottPlot measures tick labels as if they lay flat, so the room for slanted ones is asked for, below and for the last of them on the right. </summary>
    void Slant(IXAxis axis)
    {
        (axis.TickLabelStyle.Rotation, axis.TickLabelStyle.Alignment) = (45, Alignment.UpperLeft);
        using var paint = Paint.NewDisposablePaint();
        var longest = _slanted.Max(text => axis.TickLabelStyle.Measure(text, paint).Width);
        _frame.Overhang = (float)((axis.TickLabelStyle.Measure(_slanted[^1], paint).Width + axis.TickLabelStyle.FontSize) * Math.Cos(Math.PI / 4));
        axis.MinimumSize = axis.MajorTickStyle.Length + (float)(longest * Math.Sin(Math.PI / 4)) + 2 * axis.Label.FontSize + axis.TickLabelStyle.FontSize;
    }

    void Legend(LegendItem item)
    {
        Typefaces.Apply(item.LabelStyle, 12.5f, Colour.Ink);
        item.LabelStyle.OffsetY = 2.5f;   // ScottPlot centres the font's whole height, not its digits
        _plot.Legend.ManualItems.Add(item);
    }

    static NumericAutomatic Ticks() => new() { LabelFormatter = Number.Text, MinimumTickSpacing = 40 };
}
