using HyperGan.Plotting.Drawing;
using ScottPlot;
using SkiaSharp;

namespace HyperGan.Plotting.Tests;

/// <summary> A drawn and decoded picture: its pixels can be asked by where they are and by which values they show. </summary>
sealed class Picture : IDisposable
{
    readonly Page _page;
    readonly SKColor[] _pixels;

    public Picture(Figure figure, int width = 1200, int height = 750)
    {
        _page = figure.Open();
        using var bitmap = SKBitmap.Decode(_page.Render(width, height)) ?? throw new InvalidDataException("not a picture");
        (Width, Height, _pixels) = (bitmap.Width, bitmap.Height, bitmap.Pixels);
    }

    public int Width { get; }

    public int Height { get; }

    SKColor this[int x, int y] => _pixels[y * Width + x];

    /// <summary> Whether a colour is at (x, y) of the plane, or so many pixels beside. </summary>
    public bool Has(Color color, double x, double y, int within = 1)
    {
        var (column, row) = Place(x, y);
        for (var i = -within; i <= within; i++)
        {
            for (var j = -within; j <= within; j++)
            {
                if (Is(this[(int)column + i, (int)row + j], color))
                    return true;
            }
        }
        return false;
    }

    /// <summary> Pixels from the left and from the top. </summary>
    public (double X, double Y) Place(double x, double y) => _page.Place(x, y);

    /// <summary> The sides of the plane, where the data are, in pixels from the left and from the top. </summary>
    public (double Left, double Top, double Right, double Bottom) Plane
    {
        get
        {
            var (x, y) = _page.Shown;
            var ((left, bottom), (right, top)) = (Place(x.Low, y.Low), Place(x.High, y.High));
            return (left, top, right, bottom);
        }
    }

    /// <summary> How many pixels between two corners of the picture are as asked. </summary>
    public int Count(Func<SKColor, bool> asked, double left, double top, double right, double bottom)
    {
        var count = 0;
        for (var y = (int)top; y < (int)bottom; y++)
        {
            for (var x = (int)left; x < (int)right; x++)
                count += asked(this[x, y]) ? 1 : 0;
        }
        return count;
    }

    public int Count(Color color, double left, double top, double right, double bottom) => Count(pixel => Is(pixel, color), left, top, right, bottom);

    public int Count(Color color) => Count(color, 0, 0, Width, Height);

    public void Dispose() => _page.Dispose();

    static bool Is(SKColor pixel, Color color) => Math.Abs(pixel.Red - color.R) <= 3 && Math.Abs(pixel.Green - color.G) <= 3 && Math.Abs(pixel.Blue - color.B) <= 3;
}
