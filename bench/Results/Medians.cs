using System.Text.Json.Nodes;
using HyperGan.Bench.Compare;

namespace HyperGan.Bench.Results;

/// <summary> One measurement out of several passes of it. </summary>
static class Medians
{
    /// <summary> What must never be exceeded is kept at its worst: an allocation in one pass of five is one. </summary>
    static readonly string[] _bounded = ["bytes_per_step", "bytesPerStep", "step_peak_mb", "peak_mb"];

    /// <summary> The lines of the first pass with the median of all passes in place of every figure, each by itself: a ratio is the median of ratios within a pass, not the ratio of two medians. </summary>
    /// <exception cref="InvalidDataException"> The passes have not measured the same. </exception>
    public static List<string> Of(IReadOnlyList<IReadOnlyList<JsonNode?>> passes)
    {
        foreach (var pass in passes)
            if (pass.Count != passes[0].Count)
                throw new InvalidDataException($"One pass has measured {passes[0].Count} lines and another {pass.Count}.");
        return [.. passes[0].Select((_, line) => Of("line", [.. passes.Select(pass => pass[line])])?.ToJsonString() ?? "null")];
    }

    static JsonNode? Of(string name, JsonNode?[] nodes)
    {
        if (nodes[0] is JsonObject first)
            return new JsonObject(first.Select(field => KeyValuePair.Create(field.Key, Of(field.Key, [.. nodes.Select(node => Field(node, field.Key, first.Count))]))));
        if (nodes[0] is JsonValue value && value.TryGetValue<double>(out _))
        {
            double[] figures = [.. nodes.Select(node => Figure(name, node))];
            return _bounded.Contains(name) ? figures.Max() : Interleaved.Median(figures);
        }
        foreach (var node in nodes)
            if (!JsonNode.DeepEquals(node, nodes[0]))
                throw new InvalidDataException($"'{name}' is {Text(nodes[0])} in one pass and {Text(node)} in another.");
        return nodes[0]?.DeepClone();
    }

    static JsonNode? Field(JsonNode? node, string name, int count) => node is JsonObject row && row.Count == count && row.TryGetPropertyValue(name, out var field) ? field
        : throw new InvalidDataException($"One pass has {count} figures, '{name}' among them, and another has {Text(node)}.");

    static double Figure(string name, JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var figure) ? figure
        : throw new InvalidDataException($"'{name}' is a number in one pass and {Text(node)} in another.");

    static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
