namespace HyperGan.Cli.Options;

/// <summary> Lists on a command line: between commas. </summary>
static class Lists
{
    /// <summary> The names in a list; none if there is no list. </summary>
    public static IReadOnlyList<string> Of(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
