using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HyperGan;

/// <summary>
/// Options as JSON: names in kebab-case, enumerations by name, and no member that the record does not have.
/// By reflection: a generated serialiser brings metadata for every type of member, a fifth of the time from the tool's start to its first step (docs/start.md).
/// </summary>
static class OptionsJson
{
    static readonly JsonSerializerOptions _text = new() { WriteIndented = true };

    static readonly Dictionary<string, PropertyInfo> _members =
        typeof(HyperGanOptions).GetProperties().ToDictionary(member => JsonNamingPolicy.KebabCaseLower.ConvertName(member.Name), StringComparer.Ordinal);

    /// <summary> Every member by name, in the record's order. </summary>
    public static string Write(HyperGanOptions options)
    {
        var json = new JsonObject();
        foreach (var (name, member) in _members)
            json[name] = Node(member.GetValue(options));
        return json.ToJsonString(_text);
    }

    /// <summary> Sets what is named; for an object that nobody else has seen. </summary>
    /// <exception cref="InvalidDataException"> It is no JSON, names something that is no option, or gives an option a value of another kind. </exception>
    public static void Read(string json, HyperGanOptions into)
    {
        using var document = Parse(json);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var given in document.RootElement.EnumerateObject())
        {
            if (!_members.TryGetValue(given.Name, out var member))
                throw new InvalidDataException($"Options: there is no option '{given.Name}'.");
            if (!seen.Add(given.Name))
                throw new InvalidDataException($"Options: {given.Name} is given twice.");
            member.SetValue(into, Value(given, member.PropertyType));
        }
    }

    static JsonDocument Parse(string json)
    {
        try
        {
            var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document : throw new InvalidDataException("Options: the JSON is no object.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Options: {e.Message}", e);
        }
    }

    static JsonNode Node(object? value) => value switch
    {
        bool flag => flag,
        int number => number,
        ulong number => number,
        double number => number,
        Enum word => word.ToString(),
        IReadOnlyList<int> numbers => new JsonArray([.. numbers.Select(number => (JsonNode)number)]),
        _ => throw new NotSupportedException($"Options: {value} has no form in JSON yet; give it one here."),
    };

    static object Value(JsonProperty given, Type type) => given.Value switch
    {
        { ValueKind: JsonValueKind.True or JsonValueKind.False } json when type == typeof(bool) => json.GetBoolean(),
        { ValueKind: JsonValueKind.Number } json when type == typeof(int) && json.TryGetInt32(out var number) => number,
        { ValueKind: JsonValueKind.Number } json when type == typeof(ulong) && json.TryGetUInt64(out var number) => number,
        { ValueKind: JsonValueKind.Number } json when type == typeof(double) => json.GetDouble(),
        { ValueKind: JsonValueKind.String } json when type.IsEnum && Enum.IsDefined(type, json.GetString()!) => Enum.Parse(type, json.GetString()!),
        { ValueKind: JsonValueKind.Array } json when type == typeof(IReadOnlyList<int>) => json.EnumerateArray().Select(item => Integer(given.Name, item)).ToArray(),
        var json => throw Refusal(given.Name, json),
    };

    static int Integer(string name, JsonElement json) => json.ValueKind is JsonValueKind.Number && json.TryGetInt32(out var number) ? number : throw Refusal(name, json);

    static InvalidDataException Refusal(string name, JsonElement json) => new($"Options: {name} cannot be {json.GetRawText()}; that is another kind of value, or too large a one.");
}
