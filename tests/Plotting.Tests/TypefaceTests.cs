using HyperGan.Plotting.Drawing;
using ScottPlot;

namespace HyperGan.Plotting.Tests;

public class TypefaceTests
{
    [Theory]
    [InlineData(false, 400)]
    [InlineData(true, 700)]
    public void Labels_get_the_font_that_travels_with_the_assembly(bool bold, int weight)
    {
        var label = new LabelStyle { Bold = bold };
        Typefaces.Apply(label, 12, Colour.Ink);
        Assert.Equal(("DejaVu Sans", weight), (label.Font!.FamilyName, label.Font.FontWeight));
        Assert.True(label.Font.ContainsGlyphs("±σ³ε−½ρ²₁⁻⁹·\u2009"), "a sign we write is not in the font");
    }

    [Fact]
    public void The_licence_travels_too()
    {
        using var reader = new StreamReader(typeof(Figure).Assembly.GetManifestResourceStream("LICENSE.txt")!);
        Assert.Contains("Bitstream Vera Fonts Copyright", reader.ReadToEnd(), StringComparison.Ordinal);
    }
}
