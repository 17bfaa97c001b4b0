using HyperGan.Cli.Scoring;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Prediction;

/// <summary> The probability of each class, the entropy, and the mutual information. </summary>
sealed class ClassifierRows : IRowModel
{
    readonly HyperGanClassifier _model;
    readonly int _members;
    readonly ulong _seed;

    /// <summary> The rows of this model. </summary>
    /// <param name="model"> The model. </param>
    /// <param name="schema"> What it knows of its table. </param>
    /// <param name="members"> Networks to ask. </param>
    /// <param name="seed"> Which networks. </param>
    public ClassifierRows(HyperGanClassifier model, TableSchema schema, int members, ulong seed)
    {
        (_model, Schema, _members, _seed) = (model, schema, members, seed);
        Columns = [.. schema.Targets[0].Categories!.Select(name => $"probability_{name}"), "entropy", "mutual_information"];
    }

    public TableSchema Schema { get; }

    public IReadOnlyList<string> Columns { get; }

    public int BlockRows => Blocks.Rows(_members, _model.Classes);

    public Action<int, Span<double>> Predict(ReadOnlySpan<Real> features)
    {
        var prediction = _model.Predict(features, _members, _seed);
        return (row, into) =>
        {
            prediction.Probabilities.Slice(row * prediction.Classes, prediction.Classes).CopyTo(into);
            (into[^2], into[^1]) = (prediction.PredictiveEntropy[row], prediction.MutualInformation[row]);
        };
    }
}
