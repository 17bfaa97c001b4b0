using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting;

/// <summary>
/// A picture made of plain numbers. Describe it by its properties, then save it. Nothing is drawn or checked before that. The same numbers give
/// the same bytes on the same machine, whatever fonts it has: ours travel with the assembly.
/// </summary>
public abstract class Figure
{
    private protected Figure() { }

    /// <summary> Bold, above everything; empty for none. </summary>
    public string Title { get; init; } = "";

    /// <summary> A line in grey below the title; empty for none. </summary>
    public string Subtitle { get; init; } = "";

    /// <summary> Along the lower edge, with the unit; empty for none. </summary>
    public string XLabel { get; init; } = "";

    /// <summary> Along the left edge, with the unit; empty for none. </summary>
    public string YLabel { get; init; } = "";

    /// <summary> Pixels of <see cref="SavePng(string)"/>. </summary>
    private protected virtual (int Width, int Height) Size => (1600, 1000);

    /// <summary> Writes the picture in its own size: 1600 × 1000 pixels, or about 1200 × 1200 where both axes have the same unit. </summary>
    /// <inheritdoc cref="SavePng(string, int, int)"/>
    public void SavePng(string path) => SavePng(path, Size.Width, Size.Height);

    /// <summary>
    /// Writes the picture to <paramref name="path"/>, by a temporary file beside it that is renamed at the end: there is the whole picture, or what was there before.
    /// Text and lines grow with the picture.
    /// </summary>
    /// <param name="path"> In a folder that exists. A file of that name is replaced. </param>
    /// <param name="width"> Pixels, 200 to 10 000. </param>
    /// <param name="height"> Pixels, 200 to 10 000. </param>
    /// <exception cref="ArgumentException"> The numbers cannot be drawn (lengths that differ, NaN, infinity, nothing at all), or the size is none. </exception>
    /// <exception cref="IOException"> The file cannot be written, or its folder does not exist. </exception>
    /// <exception cref="UnauthorizedAccessException"> Nor may it. </exception>
    public void SavePng(string path, int width, int height) => WholeFile.Write(path, ToPng(width, height));

    /// <summary> The picture as the bytes of a PNG file; for the rest see <see cref="SavePng(string, int, int)"/>. </summary>
    public byte[] ToPng(int width, int height)
    {
        if (Math.Min(width, height) < 200 || Math.Max(width, height) > 10_000)
            throw new ArgumentOutOfRangeException(nameof(width), $"{GetType().Name}: a picture of {width} × {height} pixels; both must be from 200 to 10 000.");
        using var page = Open();
        return page.Render(width, height);
    }

    /// <summary> A page on which everything is drawn, to be disposed of by the caller. </summary>
    internal Page Open()
    {
        var page = new Page { Title = Title, Subtitle = Subtitle, XLabel = XLabel, YLabel = YLabel };
        try
        {
            Draw(page);
            return page;
        }
        catch
        {
            page.Dispose();
            throw;
        }
    }

    /// <summary> Checks the numbers and puts them onto the page. </summary>
    private protected abstract void Draw(Page page);
}
