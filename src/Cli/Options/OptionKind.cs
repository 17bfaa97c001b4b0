using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HyperGan.Cli.Options;

/// <summary> How a member of a record is written on a command line. </summary>
/// <param name="HelpName"> What stands for the value in the help. </param>
/// <param name="Wanted"> What a value should have been. </param>
/// <param name="Words"> All values, where they can be counted. </param>
/// <param name="Read"> From text to JSON; null where it is none. </param>
/// <param name="Needs"> Whether a value must follow. </param>
sealed record OptionKind(string HelpName, string Wanted, IReadOnlyList<string> Words, Func<string, JsonNode?> Read, bool Needs = true)
{
    /// <summary> The kind of a member of this type. </summary>
    /// <exception cref="ArgumentException"> No kind is known for it. </exception>
    public static OptionKind Of(Type type) => type switch
    {
        _ when type == typeof(int) => new("count", "a whole number that fits 32 bits", [], Integer),
        _ when type == typeof(ulong) => new("number", "a whole number of at least 0", [], Unsigned),
        _ when type == typeof(double) => new("number", "a finite number", [], Number),
        _ when type == typeof(bool) => new("true|false", "true or false", ["true", "false"], Boolean, Needs: false),
        _ when type == typeof(IReadOnlyList<int>) => new("widths", "a list of whole numbers such as 100,100, or none", [], Integers),
        { IsEnum: true } => Enumeration(type),
        _ when Nullable.GetUnderlyingType(type) is { } inner => Of(inner),
        _ => throw new ArgumentException($"There is no way to write a {type.Name} on a command line."),
    };

    /// <summary> Reads a value. </summary>
    public bool TryRead(string text, out JsonNode? value) => (value = Read(text)) is not null;

    static OptionKind Enumeration(Type type)
    {
        var names = Enum.GetNames(type).ToDictionary(JsonNamingPolicy.KebabCaseLower.ConvertName, StringComparer.OrdinalIgnoreCase);
        return new("name", $"one of {string.Join(", ", names.Keys)}", [.. names.Keys], text =>
            names.TryGetValue(text, out var name) || names.ContainsValue(name = text) ? JsonValue.Create(name) : null);
    }

    static JsonNode? Integer(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? JsonValue.Create(value) : null;

    static JsonValue? Unsigned(string text) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? JsonValue.Create(value) : null;

    static JsonValue? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? JsonValue.Create(value) : null;

    static JsonValue? Boolean(string text) => text.Length == 0 ? JsonValue.Create(true) : bool.TryParse(text, out var value) ? JsonValue.Create(value) : null;

    static JsonArray? Integers(string text)
    {
        if (text is "none" or "")
            return new JsonArray();
        var values = text.Split(',', StringSplitOptions.TrimEntries).Select(Integer).ToArray();
        return Array.TrueForAll(values, value => value is not null) ? new JsonArray(values) : null;
    }
}
