using ScottPlot;
using ScottPlot.LegendLayouts;
using ScottPlot.Panels;

namespace HyperGan.Plotting.Drawing;

/// <summary> What stands above the data, flush left with it: title, subtitle, and the legend in rows. </summary>
sealed class Header : PanelBase
{
    const float Above = 14, Gap = 5, Below = 10;

    readonly Legend _legend;

    public Header(Legend legend)
    {
        _legend = legend;
        Edge = Edge.Top;
        Typefaces.Apply(Title, 17, Colour.Ink);
        Typefaces.Apply(Subtitle, 12.5f, Colour.Pencil);
        (legend.IsVisible, legend.DisplayPlottableLegendItems) = (false, false);   // drawn here, not over the data
        (legend.Orientation, legend.TightHorizontalWrapping, legend.Layout) = (Orientation.Horizontal, true, new Wrapping());
        (legend.Padding, legend.Margin, legend.InterItemPadding) = (new(0, 0), new(0, 0), new(0, 18, 0, 4));
        (legend.SymbolWidth, legend.SymbolHeight, legend.SymbolPadding) = (26, 12, 6);
        (legend.OutlineWidth, legend.BackgroundColor, legend.ShadowColor) = (0, Colors.Transparent, Colors.Transparent);
    }

    public LabelStyle Title { get; } = new() { Bold = true, Alignment = Alignment.UpperLeft };

    public LabelStyle Subtitle { get; } = new() { Alignment = Alignment.UpperLeft };

    /// <summary> What the rows may fill; the frame knows. </summary>
    public float Width { get; set; }

    public override float Measure(Paint paint)
    {
        var (title, subtitle, legend) = Heights(paint);
        return Above + title + subtitle + legend + Below;
    }

    public override void Render(RenderPack rp, float size, float offset)
    {
        var (title, subtitle, legend) = Heights(rp.Paint);
        var left = rp.DataRect.Left;
        var top = rp.DataRect.Top - size + Above;
        Title.Render(rp.Canvas, new Pixel(left, top), rp.Paint);
        Subtitle.Render(rp.Canvas, new Pixel(left, top + title), rp.Paint);
        if (legend == 0)
            return;
        var bottom = rp.DataRect.Top - Below;
        _legend.Render(rp.Canvas, rp.Paint, new PixelRect(left, left + Width, bottom, bottom - legend), Alignment.LowerLeft);
    }

    (float Title, float Subtitle, float Legend) Heights(Paint paint)
    {
        Shrink(Title, 17, paint);
        Shrink(Subtitle, 12.5f, paint);
        var legend = _legend.ManualItems.Count == 0 ? 0 : _legend.GetLayout(new PixelSize(Width, float.PositiveInfinity), paint).LegendRect.Height;
        return (Height(Title), Height(Subtitle), legend);

        float Height(LabelStyle label) => label.Text.Length == 0 ? 0 : label.Measure(paint).Height + Gap;
    }

    /// <summary> A line too long for the picture is set smaller, down to what can be read. </summary>
    void Shrink(LabelStyle label, float size, Paint paint)
    {
        label.FontSize = size;
        var width = label.Measure(paint).Width;
        if (width > Width)
            label.FontSize = Math.Max(8, size * Width / width);
    }
}
