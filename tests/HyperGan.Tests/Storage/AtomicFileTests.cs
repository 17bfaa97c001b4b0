namespace HyperGan.Tests;

public sealed class AtomicFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_replaced_whole()
    {
        AtomicFile.WriteText(_folder.File("a.txt"), "the old one, which is longer");
        AtomicFile.WriteText(_folder.File("a.txt"), "ä");
        Assert.Equal([0xC3, 0xA4], File.ReadAllBytes(_folder.File("a.txt")));
        Assert.Equal(["a.txt"], _folder.Names);
    }

    [Fact]
    public void The_old_file_stands_until_the_new_one_is_complete()
    {
        AtomicFile.WriteText(_folder.File("a.txt"), "old");
        AtomicFile.Write(_folder.File("a.txt"), stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(_folder.File("a.txt")));
        });
        Assert.Equal("new", File.ReadAllText(_folder.File("a.txt")));
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_old_file_and_nothing_else()
    {
        AtomicFile.WriteText(_folder.File("a.txt"), "old");
        Assert.Throws<TimeoutException>(() => AtomicFile.Write(_folder.File("a.txt"), stream =>
        {
            stream.Write(new byte[1 << 20]);
            throw new TimeoutException();
        }));
        Assert.Equal("old", File.ReadAllText(_folder.File("a.txt")));
        Assert.Equal(["a.txt"], _folder.Names);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_an_error_that_names_it()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.WriteText(_folder.File("nowhere/a.txt"), ""));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_stays_a_link()
    {
        if (OperatingSystem.IsWindows())
            return; // links need a privilege there
        AtomicFile.WriteText(_folder.File("real.txt"), "old");
        File.CreateSymbolicLink(_folder.File("link.txt"), _folder.File("real.txt"));
        AtomicFile.WriteText(_folder.File("link.txt"), "new");
        Assert.Equal("new", File.ReadAllText(_folder.File("real.txt")));
        Assert.NotNull(new FileInfo(_folder.File("link.txt")).LinkTarget);
    }

    [Fact]
    public void A_folder_is_not_replaced_by_a_file()
    {
        Directory.CreateDirectory(_folder.File("taken"));
        Assert.ThrowsAny<SystemException>(() => AtomicFile.WriteText(_folder.File("taken"), ""));
        Assert.True(Directory.Exists(_folder.File("taken")));
        Assert.Empty(_folder.Names);
    }
}
