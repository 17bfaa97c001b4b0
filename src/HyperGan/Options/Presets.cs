namespace HyperGan;

/// <summary> Options that are known to work, by name. Each is a file in the folder <c>presets</c>, embedded as it is. </summary>
public static class Presets
{
    const string Prefix = "presets.", Suffix = ".json";

    /// <summary> All names, in order. </summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(Presets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary> The preset of this name. </summary>
    /// <exception cref="ArgumentException"> There is none. </exception>
    public static HyperGanOptions Load(string name)
    {
        using var stream = typeof(Presets).Assembly.GetManifestResourceStream($"{Prefix}{name}{Suffix}")
            ?? throw new ArgumentException($"There is no preset '{name}'; there are {string.Join(", ", Names)}.");
        using var reader = new StreamReader(stream);
        return HyperGanOptions.FromJson(reader.ReadToEnd());
    }
}
