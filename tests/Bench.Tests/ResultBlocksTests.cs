using HyperGan.Bench.Results;

namespace HyperGan.Bench.Tests;

public class ResultBlocksTests
{
    static readonly string _root = Root();

    [Theory]
    [InlineData("README.md"), InlineData("docs/kernels.md")]
    public void Every_figure_is_that_of_the_committed_files(string file)
    {
        var text = File.ReadAllText(Path.Combine(_root, file));
        Assert.True(ResultBlocks.Count(text) > 0);
        Assert.Equal(ResultBlocks.Filled(text, Path.Combine(_root, "bench/results")), text);
    }

    [Fact]
    public void A_figure_that_was_changed_by_hand_is_seen()
    {
        var text = File.ReadAllText(Path.Combine(_root, "README.md"));
        var forged = text.Replace("| 1 | 32 | ", "| 1 | 32 | 0", StringComparison.Ordinal);
        Assert.NotEqual(text, forged, StringComparer.Ordinal);
        Assert.Equal(text, ResultBlocks.Filled(forged, Path.Combine(_root, "bench/results")));
    }

    [Fact]
    public void A_table_that_does_not_exist_is_refused() =>
        Assert.Contains("'steps'", Assert.Throws<InvalidDataException>(() => ResultBlocks.Filled("<!-- results: m/steps -->\n", _root)).Message, StringComparison.Ordinal);

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HyperGan.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No HyperGan.sln above {AppContext.BaseDirectory}.");
    }
}
