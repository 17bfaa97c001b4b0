using HyperGan.Uncertainty;

namespace HyperGan;

/// <summary>
/// What an ensemble of classifiers says of every row: the mean of the members' probabilities, and the entropy of that mean, split into what the
/// members expect each and what they disagree about. Members are not kept: memory is that of rows × classes.
/// </summary>
public sealed class ClassificationPrediction
{
    readonly double[] _probabilities, _predictive, _expected, _information;
    readonly int[] _labels;

    internal ClassificationPrediction(int rows, int classes, int members)
    {
        (Rows, Classes, Members) = (rows, classes, members);
        (_probabilities, _labels) = (new double[ArraySize.Of(nameof(ClassificationPrediction), "rows × classes", rows, classes)], new int[rows]);
        (_predictive, _expected, _information) = (new double[rows], new double[rows], new double[rows]);
    }

    /// <summary> Number of rows. </summary>
    public int Rows { get; }

    /// <summary> Number of classes. </summary>
    public int Classes { get; }

    /// <summary> Networks that were asked. </summary>
    public int Members { get; }

    /// <summary> p̄, the mean over the members of softmax(logits / temperature): rows × classes. </summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary> The most probable class of each row, the first of equals. </summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary> H(p̄), the whole uncertainty of each row, in nats; ln classes at most. </summary>
    public ReadOnlySpan<double> PredictiveEntropy => _predictive;

    /// <summary> mean H(p), the aleatoric part, in nats: classes that overlap, as the members see it. </summary>
    public ReadOnlySpan<double> ExpectedEntropy => _expected;

    /// <summary>
    /// H(p̄) − mean H(p), the epistemic part (BALD, Houlsby et al. 2011), in nats: what members disagree about. NaN where it cannot be told, as
    /// for a single member; never a zero that is none.
    /// </summary>
    public ReadOnlySpan<double> MutualInformation => _information;

    /// <summary> The predictive distribution of a row. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such row. </exception>
    public Categorical Distribution(int row)
    {
        if ((uint)row >= (uint)Rows)
            throw new ArgumentOutOfRangeException(nameof(row), $"ClassificationPrediction: there is no row {row}; there are {Rows}.");
        return new(_probabilities.AsSpan(row * Classes, Classes));
    }

    /// <summary> −ln of the probability of each label, in nats. </summary>
    /// <param name="labels"> One for each row that was predicted. </param>
    /// <exception cref="ArgumentException"> There are other than these. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> A label is no class. </exception>
    public double[] NegativeLogLikelihood(ReadOnlySpan<int> labels)
    {
        RequireLabels(labels.Length);
        var scores = new double[Rows];
        for (var i = 0; i < Rows; i++)
            scores[i] = -Distribution(i).LogProbability(labels[i]);
        return scores;
    }

    /// <summary> The share of rows whose most probable class is the label. </summary>
    /// <inheritdoc cref="NegativeLogLikelihood"/>
    public double Accuracy(ReadOnlySpan<int> labels)
    {
        RequireLabels(labels.Length);
        return Uncertainty.Accuracy.Of(labels, _probabilities);
    }

    /// <summary> Receives a block of an ensemble's logits. </summary>
    /// <param name="firstRow"> The first row of the block. </param>
    /// <param name="rows"> Number of its rows. </param>
    /// <param name="logits"> members × rows × classes </param>
    /// <param name="temperature"> What they are divided by. </param>
    internal void Add(int firstRow, int rows, ReadOnlySpan<Real> logits, double temperature)
    {
        var members = new double[Members * Classes];
        for (var i = 0; i < rows; i++)
        {
            for (var k = 0; k < Members; k++)
                Logits.ToProbabilities(logits.Slice((k * rows + i) * Classes, Classes), members.AsSpan(k * Classes, Classes), temperature);
            Add(firstRow + i, new(members, Classes));
        }
    }

    void Add(int row, in CategoricalMixture members)
    {
        var mean = members.Mean(_probabilities.AsSpan(row * Classes, Classes));
        (_labels[row], _predictive[row]) = (mean.Mode, mean.Entropy);
        (_expected[row], _information[row]) = (members.ExpectedEntropy, members.MutualInformation);
    }

    void RequireLabels(int count)
    {
        if (count != Rows)
            throw new ArgumentException($"ClassificationPrediction: {count} labels for {Rows} rows.");
    }
}
