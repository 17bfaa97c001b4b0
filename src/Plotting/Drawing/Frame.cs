using ScottPlot;
using ScottPlot.Panels;

namespace HyperGan.Plotting.Drawing;

/// <summary> Gives every panel what it measures, the header the width between the margins, and the data the rest, with equal units on both axes if asked. </summary>
sealed class Frame : ILayoutEngine
{
    const float RightMargin = 20, LeftMargin = 8, BottomMargin = 6, BarGap = 14;

    /// <summary> One unit is as long on the x axis as on the y axis; what is not needed for that stays paper. </summary>
    public bool EqualUnits { get; set; }

    /// <summary> Room on the right for what reaches beyond the plane. </summary>
    public float Overhang { get; set; }

    /// <inheritdoc/>
    public Layout GetLayout(PixelRect figureRect, Plot plot, Paint paint)
    {
        var panels = plot.Axes.GetPanels();
        foreach (var axis in panels.OfType<IAxis>())
            axis.RegenerateTicks(axis is IXAxis ? figureRect.Width : figureRect.Height, paint);
        Dictionary<IPanel, float> sizes = [], offsets = [];
        var left = LeftMargin + Place(Edge.Left);
        var right = Math.Max(RightMargin, Overhang) + Place(Edge.Right);
        foreach (var header in panels.OfType<Header>())
            header.Width = figureRect.Width - left - right;
        var top = Place(Edge.Top);
        var bottom = BottomMargin + Place(Edge.Bottom);
        var data = new PixelRect(figureRect.Left + left, figureRect.Right - right, figureRect.Bottom - bottom, figureRect.Top + top);
        return new(figureRect, EqualUnits ? Shrunk(data, plot) : data, sizes, offsets);

        float Place(Edge edge)
        {
            var sum = 0f;
            foreach (var panel in panels.Where(panel => panel.Edge == edge))
            {
                if (panel is ColorBar)
                    sum += BarGap;
                (sizes[panel], offsets[panel]) = (Math.Max(panel.MinimumSize, panel.Measure(paint)), sum);
                sum += sizes[panel];
            }
            return sum;
        }
    }

    static PixelRect Shrunk(in PixelRect data, Plot plot)
    {
        var limits = plot.Axes.GetLimits();
        var pixelsPerUnit = Math.Min(data.Width / limits.HorizontalSpan, Math.Abs(data.Height) / limits.VerticalSpan);
        var width = (float)(limits.HorizontalSpan * pixelsPerUnit);
        var height = (float)(limits.VerticalSpan * pixelsPerUnit);
        var left = data.Left + (data.Width - width) / 2;
        return new(left, left + width, data.Top + height, data.Top);
    }
}
