using System.Text.Json;
using System.Text.Json.Nodes;

namespace HyperGan.Cli.Sweeps;

/// <summary>
/// Many training runs as one JSON file: <c>{ "fixed": { "task": "cubic" }, "vary": { "rate": [0.001, 0.005], "seed": [1, 2, 3] } }</c>.
/// The tasks are the product of the lists; the last one changes fastest. Names are those of <c>hypergan train</c>, and so is what a value may be.
/// </summary>
sealed class SweepFile
{
    /// <summary> Tasks beyond which a file is taken for a mistake. </summary>
    const int Most = 1_000_000;

    static readonly string[] _own = ["out", "force", "json", "threads"];

    readonly (string Name, string[] Values)[] _fixed, _vary;

    SweepFile((string Name, string[] Values)[] fixedOptions, (string Name, string[] Values)[] vary)
    {
        (_fixed, _vary) = (fixedOptions, vary);
        var count = 1L;
        foreach (var (name, values) in vary)
        {
            if (values.Length == 0)
                throw new InvalidDataException($"vary: '{name}' has no values.");
            count = Math.Min(count * values.Length, Most + 1);
        }
        Count = count <= Most ? (int)count : throw new InvalidDataException($"the product of its lists is more than {Most} tasks.");
    }

    /// <summary> Tasks, numbered from 0. </summary>
    public int Count { get; }

    /// <summary> Names of the options that vary, in the order of the file. </summary>
    public IReadOnlyList<string> Varied => [.. _vary.Select(option => option.Name)];

    /// <summary> Reads a file. </summary>
    /// <exception cref="ToolException"> It is missing, or no sweep; the message says why. </exception>
    public static SweepFile Read(string path)
    {
        try
        {
            var root = JsonNode.Parse(File.ReadAllText(path), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false }) as JsonObject
                ?? throw new InvalidDataException("it is no JSON object.");
            if (root.FirstOrDefault(member => member.Key is not ("fixed" or "vary")) is { Key: { } stranger })
                throw new InvalidDataException($"there is a member '{stranger}'; it has 'fixed' and 'vary' only.");
            return new(
                [.. Members(root, "fixed").Select(member => (member.Key, (string[])[Text(member)]))],
                [.. Members(root, "vary").Select(member => (member.Key, Texts(member)))]);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            throw new ToolException(ExitCode.Usage, $"The sweep '{path}' cannot be used: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Files, $"The sweep '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary> The options that make a task different from the others, by name. </summary>
    public IReadOnlyList<(string Name, string Value)> VariedOf(int index)
    {
        var varied = new (string, string)[_vary.Length];
        for (var i = _vary.Length - 1; i >= 0; i--)
        {
            var (name, values) = _vary[i];
            varied[i] = (name, values[index % values.Length]);
            index /= values.Length;
        }
        return varied;
    }

    /// <summary> The arguments of <c>hypergan train</c> for a task. </summary>
    public IReadOnlyList<string> Arguments(int index) =>
        [.. _fixed.Select(option => (option.Name, Value: option.Values[0])).Concat(VariedOf(index)).Select(option => $"--{option.Name}={option.Value}")];

    static JsonObject Members(JsonObject root, string name)
    {
        var members = root[name] switch
        {
            null => [],
            JsonObject found => found,
            _ => throw new InvalidDataException($"'{name}' is no object."),
        };
        return members.FirstOrDefault(member => _own.Contains(member.Key)) is { Key: { } own }
            ? throw new InvalidDataException($"'{own}' belongs on the command line of the sweep.")
            : members;
    }

    static string[] Texts(KeyValuePair<string, JsonNode?> member) => member.Value is JsonArray values
        ? [.. values.Select(value => Text(new(member.Key, value)))]
        : throw new InvalidDataException($"vary: '{member.Key}' is no list; what does not vary belongs into 'fixed'.");

    static string Text(KeyValuePair<string, JsonNode?> member) => member.Value switch
    {
        JsonArray { Count: 0 } => "none",
        JsonArray widths => string.Join(',', widths.Select(width => Text(new(member.Key, width)))),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value => value.ToJsonString(),
        _ => throw new InvalidDataException($"'{member.Key}' has a value that is neither a text, a number, true or false, nor a list of widths."),
    };
}
