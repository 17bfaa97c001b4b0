using System.Text.Json.Nodes;
using HyperGan.Cli.Scoring;
using HyperGan.Cli.Uci;

namespace HyperGan.Cli.Evaluation;

/// <summary> <see cref="HyperGanRegressor"/>, the same options for all sets. </summary>
/// <param name="options"> The options; without hidden widths of its own, a set has those of the protocol. </param>
/// <param name="hasWidths"> Are the hidden widths those of the options? </param>
/// <param name="networks"> Networks that predict. </param>
sealed class CalibratedMethod(RegressorOptions options, bool hasWidths, int networks) : IMethod
{
    public const string Key = "calibrated";

    public string Name => Key;

    public JsonObject Settings(string set)
    {
        var own = For(set);
        var training = JsonNode.Parse(own.Training.ToJson())!.AsObject();
        // Those of the regressor are used in their place.
        foreach (var name in (string[])["seed", "hidden", "steps"])
            training.Remove(name);
        return new()
        {
            ["seed"] = own.Seed,
            ["hidden"] = new JsonArray([.. own.Hidden.Select(width => JsonValue.Create(width))]),
            ["steps"] = own.Steps,
            ["networks"] = networks,
            ["training"] = training,
        };
    }

    public Scores Evaluate(UciSet set, UciSplit split, CancellationToken cancellation)
    {
        var data = TrainingData.Regression(set.FeaturesOf(split.Train), set.Width, set.TargetsOf(split.Train));
        var model = HyperGanRegressor.Fit(data, For(set.Name), cancellation: cancellation);
        return Forecasts.Of(model, set.FeaturesOf(split.Test), set.TargetsOf(split.Test), networks)[0].Scores;
    }

    RegressorOptions For(string set) => hasWidths ? options : options with { Hidden = UciProtocol.Hidden(set) };
}
