using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Runs;

/// <summary> How well a target of a table was predicted on the rows that were held out, beside a baseline. </summary>
/// <param name="Name"> The target. </param>
/// <param name="Figures"> The model's. </param>
/// <param name="BaselineName"> What the baseline is called. </param>
/// <param name="Baseline"> The same of the baseline; null where there is none. </param>
sealed record TargetOutcome(string Name, IReadOnlyList<Result> Figures, string BaselineName, IReadOnlyList<Result>? Baseline)
{
    /// <summary> One object. </summary>
    public JsonObject ToJson()
    {
        var json = ToJson(Figures);
        json.Insert(0, "target", Name);
        json[BaselineName] = Baseline is null ? null : ToJson(Baseline);
        return json;
    }

    static JsonObject ToJson(IEnumerable<Result> figures) => new(figures.Select(figure => KeyValuePair.Create(figure.Name, figure.Json)));
}
