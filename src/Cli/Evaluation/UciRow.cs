using System.Text.Json.Nodes;
using HyperGan.Cli.Scoring;

namespace HyperGan.Cli.Evaluation;

/// <summary> Means over the splits of a set, with their standard errors: population deviation / √splits, as the published tables have it. </summary>
/// <param name="Data"> The set. </param>
/// <param name="Method"> The method. </param>
/// <param name="Results"> Of the splits that are there, at least one. </param>
sealed record UciRow(UciData Data, string Method, IReadOnlyList<SplitResult> Results)
{
    public (double Mean, double Error) Nll => Of(scores => scores.Nll);

    public (double Mean, double Error) Rmse => Of(scores => scores.Rmse);

    public (double Mean, double Error) Crps => Of(scores => scores.Crps);

    public (double Mean, double Error) Coverage => Of(scores => scores.Coverage);

    public (double Mean, double Error) Width => Of(scores => scores.Width);

    /// <summary> Of all splits together. </summary>
    public double Seconds => Results.Sum(result => result.Seconds);

    /// <summary> One object. </summary>
    public JsonObject ToJson() => new()
    {
        ["set"] = Data.Set.Name,
        ["method"] = Method,
        ["nll"] = Nll.Mean,
        ["nll_se"] = Nll.Error,
        ["rmse"] = Rmse.Mean,
        ["rmse_se"] = Rmse.Error,
        ["crps"] = Crps.Mean,
        ["picp90"] = Coverage.Mean,
        ["mpiw90"] = Width.Mean,
        ["seconds"] = Seconds,
        ["splits"] = Results.Count,
        ["duplicate_rows"] = Data.Set.DuplicateRows,
        ["test_rows_in_train"] = Data.KnownTestRows,
    };

    (double Mean, double Error) Of(Func<Scores, double> score)
    {
        var values = Results.Select(result => score(result.Scores)).ToArray();
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) / values.Length));
    }
}
