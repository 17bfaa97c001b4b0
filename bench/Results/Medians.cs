using System.Text.Json.Nodes;
using HyperGan.Bench.Compare;

namespace HyperGan.Bench.Results;

/// <summary> One line out of several that measured the same. </summary>
static class Medians
{
    /// <summary> The first of the nodes with the median of all in place of every number, each by itself: a ratio is the median of ratios within a pass, not the ratio of two medians. </summary>
    /// <exception cref="InvalidDataException"> The nodes do not have the same figures. </exception>
    public static JsonNode? Of(IReadOnlyList<JsonNode?> nodes) => nodes[0] switch
    {
        JsonObject first => new JsonObject(first.Select(field => KeyValuePair.Create(field.Key, Of([.. nodes.Select(node => Field(node, field.Key))])))),
        JsonValue first when first.TryGetValue<double>(out _) => Interleaved.Median([.. nodes.Select(Number)]),
        var first => first?.DeepClone(),
    };

    static JsonNode? Field(JsonNode? node, string name) =>
        node is JsonObject row && row.TryGetPropertyValue(name, out var field) ? field : throw new InvalidDataException($"A figure '{name}' was measured in one pass and not in another.");

    static double Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<double>(out var number) ? number : throw new InvalidDataException($"A figure was a number in one pass and '{node}' in another.");
}
