using HyperGan.Cli.Scoring;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Prediction;

/// <summary> Of every target: mean, epistemic and aleatoric deviation, and the ends of the central interval. </summary>
sealed class RegressorRows : IRowModel
{
    static readonly string[] _figures = ["mean", "epistemic_deviation", "aleatoric_deviation", "lower", "upper"];

    readonly HyperGanRegressor _model;
    readonly int _members;
    readonly double _level;
    readonly ulong _seed;

    /// <summary> The rows of this model. </summary>
    /// <param name="model"> The model. </param>
    /// <param name="schema"> What it knows of its table. </param>
    /// <param name="members"> Networks to ask. </param>
    /// <param name="level"> Probability that the interval holds. </param>
    /// <param name="seed"> Which networks. </param>
    public RegressorRows(HyperGanRegressor model, TableSchema schema, int members, double level, ulong seed)
    {
        (_model, Schema, _members, _level, _seed) = (model, schema, members, level, seed);
        Columns = model.Targets == 1 ? _figures : [.. schema.Targets.SelectMany(target => _figures.Select(figure => $"{figure}_{target.Name}"))];
    }

    public TableSchema Schema { get; }

    public IReadOnlyList<string> Columns { get; }

    public int BlockRows => Blocks.Rows(_members, _model.Targets);

    public Action<int, Span<double>> Predict(ReadOnlySpan<Real> features)
    {
        var prediction = _model.Predict(features, _members, _seed);
        return (row, into) =>
        {
            for (var t = 0; t < prediction.Targets; t++)
            {
                var at = row * prediction.Targets + t;
                var own = into[(t * _figures.Length)..];
                (own[0], own[1], own[2]) = (prediction.Mean[at], prediction.EpistemicDeviation[at], prediction.AleatoricDeviation[at]);
                (own[3], own[4]) = prediction.Distribution(row, t).CentralInterval(_level);
            }
        };
    }
}
