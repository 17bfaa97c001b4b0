using System.Globalization;
using ScottPlot;

namespace HyperGan.Plotting.Drawing;

/// <summary> Ticks of an axis that shows log₁₀ y: each power of ten, between them 2 and 5 where there is room, or every so many powers where there is none;
/// an axis too short for any of these is cut into quarters. </summary>
sealed class PowersOfTen(Limits decades) : ITickGenerator
{
    /// <inheritdoc/>
    public Tick[] Ticks { get; private set; } = [];

    /// <inheritdoc/>
    public int MaxTickCount { get; set; } = 10;

    /// <inheritdoc/>
    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        var every = (int)Math.Ceiling(decades.Span / 8);
        int[] factors = decades.Span < 2.5 ? [1, 2, 5] : [1];
        var ticks = new List<Tick>();
        for (var k = (int)Math.Floor(decades.Low); k <= decades.High; k++)
        {
            if (k % every != 0)
                continue;
            foreach (var factor in factors)
            {
                var position = k + Math.Log10(factor);
                if (position >= decades.Low && position <= decades.High)
                    ticks.Add(Tick.Major(position, Number.Text(factor * Math.Pow(10, k))));
            }
        }
        Ticks = ticks.Count >= 2 ? [.. ticks] : [.. Enumerable.Range(0, 5).Select(Between)];

        Tick Between(int quarter)
        {
            var position = decades.Low + decades.Span * quarter / 4;
            return Tick.Major(position, Math.Pow(10, position).ToString("G3", CultureInfo.InvariantCulture));
        }
    }
}
