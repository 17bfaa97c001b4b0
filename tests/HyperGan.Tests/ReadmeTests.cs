using System.Text.RegularExpressions;

namespace HyperGan.Tests;

/// <summary> The code in the README is that of <see cref="Readme.ReadmeSamples"/>, which runs here. </summary>
public sealed partial class ReadmeTests
{
    const int Milliseconds = 1_000;

    [Theory]
    [InlineData("regressor", "Readme/ReadmeSamples.cs"), InlineData("information", "Readme/ReadmeSamples.cs"), InlineData("step", "Readme/ReadmeSamples.cs")]
    public void A_sample_is_code_that_is_compiled(string name, string file) => Assert.Contains(Normal(Block($"sample: {name}")), Normal(Source($"tests/HyperGan.Tests/{file}")), StringComparison.Ordinal);

    [Fact]
    public void The_main_network_is_as_short_as_it_says() =>
        Assert.Contains(Normal(Block("source: src/HyperGan/Generation/MainNetwork.cs")), Normal(Source("src/HyperGan/Generation/MainNetwork.cs")), StringComparison.Ordinal);

    [Fact]
    public void Every_block_of_code_is_one_of_these() =>
        Assert.Equal(Source("README.md").Split("```csharp").Length, Marker().Count(Source("README.md")) + 1);

    [Fact]
    public void What_it_links_to_is_there() =>
        Assert.All(Link().Matches(Source("README.md")).Select(match => match.Groups["link"].Value).Where(link => !link.StartsWith("http", StringComparison.Ordinal)),
            link => Assert.True(Path.Exists(PathOf(link)), link));

    static string Block(string marker)
    {
        var after = Source("README.md").Split($"<!-- {marker} -->\n```csharp\n");
        Assert.Equal(2, after.Length);
        return after[1][..after[1].IndexOf("```", StringComparison.Ordinal)];
    }

    /// <summary> Without indentation and the spaces that align comments. </summary>
    static string Normal(string code) => string.Join('\n', code.Trim().Split('\n').Select(line => Spaces().Replace(line.Trim(), " ")));

    static string Source(string path) => File.ReadAllText(PathOf(path));

    static string PathOf(string path) => Path.Combine(Root(), path);

    /// <summary> The folder of the solution, found from where the tests stand: the paths the compiler knows are mapped in a deterministic build. </summary>
    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HyperGan.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No HyperGan.sln above {AppContext.BaseDirectory}: the tests of the README read it from the repository.");
    }

    [GeneratedRegex(" {2,}", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Spaces();

    [GeneratedRegex("<!-- (sample|source): .* -->\n```csharp", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\]\((?<link>[^)]+)\)", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Link();
}
