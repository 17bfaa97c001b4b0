using System.Text.Json.Nodes;
using HyperGan.Cli.Baselines;
using HyperGan.Cli.Scoring;
using HyperGan.Cli.Uci;

namespace HyperGan.Cli.Evaluation;

/// <summary> A <see cref="IBaseline"/>. </summary>
sealed class BaselineMethod : IMethod
{
    readonly Func<Real[], Real[], IBaseline> _fit;

    BaselineMethod(string name, Func<Real[], Real[], IBaseline> fit) => (Name, _fit) = (name, fit);

    /// <summary> <see cref="ConstantBaseline"/> </summary>
    public static BaselineMethod Constant { get; } = new("constant", (_, targets) => ConstantBaseline.Fit(targets));

    /// <summary> <see cref="LinearBaseline"/> </summary>
    public static BaselineMethod Linear { get; } = new("linear", (features, targets) => LinearBaseline.Fit(features, targets));

    public string Name { get; }

    public JsonObject Settings(string set) => [];

    public Scores Evaluate(UciSet set, UciSplit split, CancellationToken cancellation)
    {
        var baseline = _fit(set.FeaturesOf(split.Train), set.TargetsOf(split.Train));
        return Forecasts.Of(baseline, set.FeaturesOf(split.Test), set.TargetsOf(split.Test)).Scores;
    }
}
