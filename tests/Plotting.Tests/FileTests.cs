using SkiaSharp;

namespace HyperGan.Plotting.Tests;

public sealed class FileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("pictures").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_replaced_and_nothing_else_is_left()
    {
        var path = Path.Combine(_folder, "band.png");
        File.WriteAllText(path, "before");
        Samples.Band().SavePng(path);
        using var decoded = SKBitmap.Decode(path);
        Assert.Equal((1600, 1000), (decoded.Width, decoded.Height));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_figure_that_is_refused_leaves_the_file_alone()
    {
        var path = Path.Combine(_folder, "band.png");
        File.WriteAllText(path, "before");
        Assert.Throws<ArgumentException>(() => new UncertaintyBand { X = [0, 1], Mean = [0, double.NaN], Deviation = [1, 1] }.SavePng(path));
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_place_that_is_a_folder_is_left_alone_and_no_temporary_file_stays()
    {
        var path = Path.Combine(_folder, "band.png");
        Directory.CreateDirectory(path);
        Assert.ThrowsAny<Exception>(() => Samples.Band().SavePng(path, 320, 240));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_named()
    {
        var e = Assert.Throws<DirectoryNotFoundException>(() => Samples.Band().SavePng(Path.Combine(_folder, "nowhere", "band.png")));
        Assert.Contains("nowhere; make it first", e.Message, StringComparison.Ordinal);
    }
}
