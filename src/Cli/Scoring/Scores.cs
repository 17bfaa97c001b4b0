using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Scoring;

/// <summary> How good predictions were. </summary>
/// <param name="Nll"> Mean −ln of the predictive density at what came true, in nats, of the target in its own units. </param>
/// <param name="Rmse"> Root mean square error of the predictive mean, in units of the target. </param>
/// <param name="Crps"> Mean continuous ranked probability score, in units of the target. </param>
/// <param name="Coverage"> Share of what came true that lies in the 90 % interval. </param>
/// <param name="Width"> Mean width of that interval, in units of the target. </param>
sealed record Scores(double Nll, double Rmse, double Crps, double Coverage, double Width)
{
    /// <summary> The level of the intervals. </summary>
    public const double Level = 0.9;

    /// <summary> By the names of the JSON. </summary>
    public IEnumerable<Result> All =>
    [
        new("rmse", "RMSE", Rmse, "G4"),
        new("nll", "NLL, nats", Nll, "F3"),
        new("crps", "CRPS", Crps, "G4"),
        new("picp90", "90 % interval: covers", Coverage, "P1"),
        new("mpiw90", "… mean width", Width, "G4"),
    ];

    /// <summary> All of them; null where there is no number. </summary>
    public JsonObject ToJson() => new(All.Select(result => KeyValuePair.Create(result.Name, result.Json)));
}
