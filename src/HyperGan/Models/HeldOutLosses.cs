namespace HyperGan;

/// <summary>
/// What rows kept out of a training make of it: −ln of their label's probability at several points of the training, each at several
/// temperatures. A table of rows, whatever the number of members and classes.
/// </summary>
/// <param name="looks"> Points of the training. </param>
sealed class HeldOutLosses(int looks)
{
    /// <summary> Networks that are asked: whether they are 64 or more changes a likelihood by less than its sampling error. </summary>
    const int Members = 64;

    /// <summary> Temperatures are e^(−Reach · Step) … e^(Reach · Step), 0.2 to 5: the loss is flat within a step of its minimum. </summary>
    const int Reach = 8;

    const double Step = 0.2;

    /// <summary> Deviation of the temperature's logarithm before any row is seen. Matters only where rows are few, or told apart without a mistake. </summary>
    const double PriorDeviation = 0.7;

    readonly List<double>[] _losses = [.. Enumerable.Range(0, looks * (2 * Reach + 1)).Select(_ => new List<double>())];

    /// <summary> Asks the networks of <paramref name="ensemble"/> about rows that they have not seen. </summary>
    public void Add(int look, Ensemble ensemble, TrainingData rows)
    {
        var probabilities = new double[ensemble.Outputs];
        ensemble.Predict(rows.Inputs, Members, Receive);

        void Receive(int firstRow, int count, ReadOnlySpan<Real> logits)
        {
            for (var i = 0; i < count; i++)
                for (var t = -Reach; t <= Reach; t++)
                    Losses(look, t).Add(Loss(logits, i, count, rows.Labels[firstRow + i], Temperature(t), probabilities));
        }
    }

    /// <summary>
    /// The last look that is not worse than the best one beyond doubt (two standard errors of the difference, row by row), and its best
    /// temperature. Disagreement far from the rows grows until the last step, so that stopping early needs a reason.
    /// </summary>
    public (int Look, double Temperature) Best()
    {
        var temperatures = Enumerable.Range(0, looks).Select(look => Enumerable.Range(-Reach, 2 * Reach + 1).MinBy(t => Total(look, t))).ToArray();
        var best = Enumerable.Range(0, looks).MinBy(look => Total(look, temperatures[look]));
        var last = Enumerable.Range(best, looks - best).Last(look => !IsWorse(Losses(look, temperatures[look]), Losses(best, temperatures[best])));
        return (last, Temperature(temperatures[last]));
    }

    List<double> Losses(int look, int t) => _losses[look * (2 * Reach + 1) + t + Reach];

    double Total(int look, int t) => Losses(look, t).Sum() + Step * t * Step * t / (2 * PriorDeviation * PriorDeviation);

    static double Temperature(int t) => Math.Exp(Step * t);

    /// <summary> −ln of the mean over the members of the label's probability. </summary>
    static double Loss(ReadOnlySpan<Real> logits, int row, int rows, int label, double temperature, Span<double> probabilities)
    {
        var sum = 0.0;
        for (var k = 0; k < Members; k++)
        {
            Logits.ToProbabilities(logits.Slice((k * rows + row) * probabilities.Length, probabilities.Length), probabilities, temperature);
            sum += probabilities[label];
        }
        return -Math.Log(sum / Members > 0 ? sum / Members : double.Epsilon);   // NaN too, which would pass for the least of all losses
    }

    static bool IsWorse(List<double> losses, List<double> others)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < losses.Count; i++)
        {
            var difference = losses[i] - others[i];
            (sum, squares) = (sum + difference, squares + difference * difference);
        }
        return sum > 2 * Math.Sqrt(squares);
    }
}
