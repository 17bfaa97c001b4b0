using HyperGan.Cli.Runs;
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

    RegressorRows(HyperGanRegressor model, TableSchema schema, int members, double level, ulong seed)
    {
        (_model, Schema, _members, _level, _seed) = (model, schema, members, level, seed);
        Columns = model.Targets == 1 ? _figures : [.. schema.Targets.SelectMany(target => _figures.Select(figure => $"{figure}_{target.Name}"))];
    }

    public TableSchema Schema { get; }

    public IReadOnlyList<string> Columns { get; }

    public int BlockRows => Blocks.Rows(_members, _model.Targets);

    /// <summary> The regressor in a file. </summary>
    /// <exception cref="InvalidDataException"> It is none, is damaged, or was not trained on a table. </exception>
    public static RegressorRows Load(string path, int members, double level, ulong seed)
    {
        var model = HyperGanRegressor.Load(path);
        if (!model.Metadata.TryGetValue(TableRun.SchemaKey, out var json))
            throw new InvalidDataException($"{path}: the model was not trained on a table, so it is not known which columns it reads; train one with 'hypergan train --data FILE --target COLUMN'.");
        var schema = Schema(path, json);
        return schema.FeatureWidth == model.Inputs && schema.Targets.Count == model.Targets
            ? new(model, schema, members, level, seed)
            : throw new InvalidDataException($"{path}: its columns are {schema.FeatureWidth} numbers and {schema.Targets.Count} targets, but its networks read {model.Inputs} and give {model.Targets}.");

        static TableSchema Schema(string path, string json)
        {
            try
            {
                return TableSchema.FromJson(json);
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException($"{path}: {e.Message}", e);
            }
        }
    }

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
