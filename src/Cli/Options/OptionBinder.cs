using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HyperGan.Cli.Options;

/// <summary> The members of a record as options of a command, named as in its JSON. What is given on the command line is laid over what the record says already. </summary>
sealed class OptionBinder
{
    readonly Dictionary<string, Option<JsonNode?>> _options;

    OptionBinder(Dictionary<string, Option<JsonNode?>> options) => _options = options;

    /// <summary> One for each member, in the order of the texts. </summary>
    public IEnumerable<Option> Options => _options.Values;

    /// <summary> Options for every member of <typeparamref name="T"/>. </summary>
    /// <param name="texts"> What the help says about each, by its name. </param>
    /// <exception cref="ArgumentException"> A member without a text, or a text without a member. </exception>
    public static OptionBinder Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(IReadOnlyDictionary<string, string> texts)
    {
        var members = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .ToDictionary(member => JsonNamingPolicy.KebabCaseLower.ConvertName(member.Name), member => member.PropertyType, StringComparer.Ordinal);
        if (members.Keys.Except(texts.Keys, StringComparer.Ordinal).FirstOrDefault() is { } mute)
            throw new ArgumentException($"--{mute} has no description.");
        if (texts.Keys.Except(members.Keys, StringComparer.Ordinal).FirstOrDefault() is { } stranger)
            throw new ArgumentException($"There is a description of --{stranger}, but no such member.");
        return new(texts.ToDictionary(text => text.Key, text => Create(text.Key, members[text.Key], text.Value), StringComparer.Ordinal));
    }

    /// <summary> What was given, by the names of the record's JSON. </summary>
    public JsonObject Given(ParseResult parsed)
    {
        var given = new JsonObject();
        foreach (var (name, option) in _options)
            if (parsed.GetResult(option) is not null)
                given[name] = parsed.GetValue(option)?.DeepClone();
        return given;
    }

    static Option<JsonNode?> Create(string name, Type type, string text)
    {
        var kind = OptionKind.Of(type);
        var option = new Option<JsonNode?>($"--{name}")
        {
            Description = kind.Words.Count > 0 && kind.Needs ? $"{text} One of {string.Join(", ", kind.Words)}." : text,
            HelpName = kind.HelpName,
            Arity = kind.Needs ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
            CustomParser = result => Parse(result, name, kind),
        };
        if (kind.Words.Count > 0)
            option.CompletionSources.Add([.. kind.Words]);
        return option;
    }

    static JsonNode? Parse(ArgumentResult result, string name, OptionKind kind)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (kind.TryRead(text, out var value))
            return value;
        result.AddError($"--{name}: '{text}' is not {kind.Wanted}.");
        return null;
    }
}
