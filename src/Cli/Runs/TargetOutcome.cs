using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Scoring;

namespace HyperGan.Cli.Runs;

/// <summary> How well a target of a table was predicted on the rows that were held out. </summary>
/// <param name="Name"> The target. </param>
/// <param name="Forecasts"> The model's. </param>
/// <param name="Linear"> Those of the linear baseline; null where there is none. </param>
sealed record TargetOutcome(string Name, Forecasts Forecasts, Forecasts? Linear)
{
    /// <summary> The model's figures beside the baseline's. </summary>
    public IEnumerable<(Result Model, Result? Linear)> All
    {
        get
        {
            var linear = Linear?.Scores.All.ToArray();
            return Forecasts.Scores.All.Select((result, i) => (result, linear?[i]));
        }
    }

    /// <summary> One object. </summary>
    public JsonObject ToJson()
    {
        var json = Forecasts.Scores.ToJson();
        json.Insert(0, "target", Name);
        json["linear"] = Linear?.Scores.ToJson();
        return json;
    }
}
