using ScottPlot;

namespace HyperGan.Plotting.Drawing;

/// <summary> Colours that people tell apart whatever their eyes: the eight of Okabe &amp; Ito (2008), and greys for what is not data. </summary>
static class Colour
{
    public static readonly Color Blue = Color.FromHex("#0072B2");
    public static readonly Color Vermillion = Color.FromHex("#D55E00");
    public static readonly Color Green = Color.FromHex("#009E73");
    public static readonly Color Orange = Color.FromHex("#E69F00");
    public static readonly Color Purple = Color.FromHex("#CC79A7");
    public static readonly Color Sky = Color.FromHex("#56B4E9");
    public static readonly Color Yellow = Color.FromHex("#F0E442");
    public static readonly Color Ink = Color.FromHex("#1F2328");
    public static readonly Color Pencil = Color.FromHex("#59636E");
    public static readonly Color Hairline = Color.FromHex("#9AA4AE");
    public static readonly Color Paper = Colors.White;

    /// <summary> From pale, where all is certain, to dark; equal steps of value look like equal steps (cmocean's dense, Thyng et al. 2016). </summary>
    public static readonly IColormap Map = new ScottPlot.Colormaps.Dense();

    static readonly Color[] _series = [Blue, Vermillion, Green, Orange, Purple, Sky, Ink, Yellow];
    static readonly MarkerShape[] _shapes =
        [MarkerShape.FilledCircle, MarkerShape.FilledTriangleUp, MarkerShape.FilledSquare, MarkerShape.FilledDiamond, MarkerShape.FilledTriangleDown];

    static readonly Color[] _classes = [Vermillion, Green, Orange, Purple, Yellow, Sky];

    /// <summary> Series beyond these repeat a colour and need another difference. </summary>
    public static int SeriesCount => _series.Length;

    public static Color Series(int i) => _series[i % _series.Length];

    /// <summary> Those that stand off from <see cref="Map"/>. </summary>
    public static Color Class(int i) => _classes[i % _classes.Length];

    /// <summary> A second difference beside colour, for print in grey. </summary>
    public static MarkerShape Shape(int i) => _shapes[i % _shapes.Length];

    /// <summary> The colour laid thinly on paper. Opaque, so that nested bands and their patches in the legend look the same. </summary>
    public static Color Tint(Color color, double strength) => Paper.MixedWith(color, strength);

    /// <summary> Of nested bands from strong, innermost, to pale; a single one is in between. </summary>
    public static Color Band(int i, int count) => Tint(Blue, count == 1 ? 0.25 : 0.5 - 0.36 * i / (count - 1));
}
