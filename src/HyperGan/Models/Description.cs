using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HyperGan;

/// <summary> What a file says of a regressor or classifier, as JSON beside the model, under the name of its kind. </summary>
static class Description
{
    /// <summary> Descriptions without a version were written before there were others than the first. </summary>
    const int Unnamed = 1;

    /// <summary> The metadata, and the description of this kind among them. </summary>
    public static Dictionary<string, string> With<T>(IReadOnlyDictionary<string, string>? metadata, string kind, T description, JsonTypeInfo<T> type) =>
        new(metadata ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal) { [kind] = JsonSerializer.Serialize(description, type) };

    /// <summary> The description of this kind. </summary>
    /// <param name="path"> The file, for messages. </param>
    /// <param name="metadata"> What it says beside the model. </param>
    /// <param name="kind"> Which description. </param>
    /// <param name="version"> The version that is read. </param>
    /// <param name="type"> How it is read. </param>
    /// <exception cref="InvalidDataException"> There is none, it is of another version, or damaged. </exception>
    public static T Read<T>(string path, IReadOnlyDictionary<string, string> metadata, string kind, int version, JsonTypeInfo<T> type)
    {
        if (!metadata.TryGetValue(kind, out var json))
            throw new InvalidDataException($"{path} is a model, but not that of a {kind}.");
        try
        {
            using var document = JsonDocument.Parse(json);
            FormatVersion.Require(document.RootElement, $"{kind}'s version", version, Unnamed);
            return document.RootElement.Deserialize(type) ?? throw new JsonException("it says nothing.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: its description of the {kind} is damaged: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }
}
