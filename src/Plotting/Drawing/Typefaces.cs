using ScottPlot;
using SkiaSharp;

namespace HyperGan.Plotting.Drawing;

/// <summary>
/// DejaVu Sans, regular and bold, out of this assembly. Without a font on the machine ScottPlot draws no text, and says nothing; with one it draws what
/// happens to be there. Labels are given the typeface itself, not a name, so that pictures are the same everywhere and nobody else's defaults change.
/// </summary>
static class Typefaces
{
    static readonly SKTypeface _regular = Load("DejaVuSans.ttf"), _bold = Load("DejaVuSans-Bold.ttf");

    public static void Apply(LabelStyle label, float size, Color color)
    {
        label.Font = label.Bold ? _bold : _regular;
        (label.FontSize, label.ForeColor) = (size, color);
    }

    static SKTypeface Load(string resource)
    {
        using var stream = typeof(Typefaces).Assembly.GetManifestResourceStream(resource)!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
