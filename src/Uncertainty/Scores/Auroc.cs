namespace HyperGan.Uncertainty;

/// <summary>
/// Area under the receiver operating characteristic: P(outside &gt; inside) + ½ P(equal), for scores that should be higher outside, such as
/// the epistemic deviation of rows unlike the training data. ½ is chance, 1 a clean cut.
/// </summary>
public static class Auroc
{
    /// <summary> Of scores of the two kinds; infinite ones are ranked last. O(N log N). </summary>
    /// <exception cref="ArgumentException"> A kind is empty, or a score is NaN. </exception>
    public static double Of(ReadOnlySpan<double> inside, ReadOnlySpan<double> outside)
    {
        var ins = Sorted("inside", inside);
        var outs = Sorted("outside", outside);
        var (below, notAbove) = (0, 0);
        var wins = 0.0;
        foreach (var score in outs)
        {
            while (below < ins.Length && ins[below] < score)
                below++;
            while (notAbove < ins.Length && ins[notAbove] <= score)
                notAbove++;
            wins += 0.5 * below + 0.5 * notAbove;
        }
        return wins / ((double)ins.Length * outs.Length);
    }

    static double[] Sorted(string what, ReadOnlySpan<double> scores)
    {
        Check.NotEmpty("Auroc.Of", $"score {what}", scores.Length);
        for (var i = 0; i < scores.Length; i++)
            if (double.IsNaN(scores[i]))
                throw new ArgumentException($"Auroc.Of: score [{i}] {what} is NaN; it has no rank. An epistemic spread is NaN where the ensemble has collapsed.");
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
