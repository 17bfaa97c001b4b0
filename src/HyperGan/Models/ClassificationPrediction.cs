using HyperGan.Uncertainty;

namespace HyperGan;

/// <summary> Probabilities of the classes, averaged over members, and what the members disagree about. </summary>
public sealed class ClassificationPrediction
{
    readonly double[] _probabilities, _entropies, _informations;

    internal ClassificationPrediction(int rows, int classes, int members)
    {
        (Rows, Classes, Members) = (rows, classes, members);
        (_probabilities, _entropies, _informations) = (new double[rows * classes], new double[rows], new double[rows]);
    }

    /// <summary> Number of rows. </summary>
    public int Rows { get; }

    /// <summary> Number of classes. </summary>
    public int Classes { get; }

    /// <summary> Networks that were asked. </summary>
    public int Members { get; }

    /// <summary> The probability of every class for every row, row by row: the mean of the members' probabilities, not of their logits. </summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary> H(mean p) of each row, in nats: the whole uncertainty. </summary>
    public ReadOnlySpan<double> PredictiveEntropy => _entropies;

    /// <summary> H(mean p) − mean H(p) of each row, in nats: what the members disagree about, the epistemic part. NaN where it cannot be told, as for a single member. </summary>
    public ReadOnlySpan<double> MutualInformation => _informations;

    /// <summary> The probabilities of one row. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such row. </exception>
    public ReadOnlySpan<double> Row(int row) => (uint)row < (uint)Rows
        ? _probabilities.AsSpan(row * Classes, Classes)
        : throw new ArgumentOutOfRangeException(nameof(row), $"ClassificationPrediction: row {row}; there are {Rows}.");

    /// <summary> The most probable class of a row. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such row. </exception>
    public int Label(int row) => Row(row).IndexOf(System.Numerics.Tensors.TensorPrimitives.Max(Row(row)));

    /// <summary> Takes the probabilities of all members for a row. </summary>
    internal void Set(int row, in CategoricalMixture members)
    {
        members.Mean(_probabilities.AsSpan(row * Classes, Classes));
        (_entropies[row], _informations[row]) = (members.PredictiveEntropy, members.MutualInformation);
    }
}
