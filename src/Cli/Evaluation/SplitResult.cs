using System.Text.Json.Nodes;
using HyperGan.Cli.Scoring;

namespace HyperGan.Cli.Evaluation;

/// <summary> How a split came out. </summary>
/// <param name="Scores"> On its test rows. </param>
/// <param name="Seconds"> Of fit and prediction, on one thread. </param>
sealed record SplitResult(Scores Scores, double Seconds)
{
    /// <summary> As it is kept. </summary>
    public JsonObject ToJson()
    {
        var json = Scores.ToJson();
        json["seconds"] = Seconds;
        return json;
    }

    /// <summary> As it was kept; null if a number is not there. </summary>
    public static SplitResult? Of(JsonObject json)
    {
        double? Number(string name) => json[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
        return (Number("nll"), Number("rmse"), Number("crps"), Number("picp90"), Number("mpiw90"), Number("seconds")) is ({ } nll, { } rmse, { } crps, { } covers, { } width, { } seconds)
            ? new(new(nll, rmse, crps, covers, width), seconds)
            : null;
    }
}
