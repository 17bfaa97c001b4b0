namespace HyperGan.Uncertainty;

/// <summary> Σ (p_c − [y = c])², from 0 to 2. Strictly proper; lower is better. </summary>
public static class Brier
{
    /// <summary> Of one row. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such class. </exception>
    public static double Of(Categorical prediction, int label)
    {
        Check.Label("Brier.Of", label, prediction.Probabilities.Length);
        var sum = 0.0;
        for (var c = 0; c < prediction.Probabilities.Length; c++)
        {
            var gap = prediction.Probabilities[c] - (c == label ? 1 : 0);
            sum += gap * gap;
        }
        return sum;
    }

    /// <summary> Mean over rows × classes probabilities. </summary>
    /// <exception cref="ArgumentException"> The probabilities are not rows × classes, not of [0, 1], or do not sum to 1. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> A label is no class. </exception>
    public static double Mean(ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities)
    {
        var classes = Rows.Classes("Brier.Mean", labels, probabilities);
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
            sum += Of(new Categorical(probabilities.Slice(i * classes, classes)), labels[i]);
        return sum / labels.Length;
    }
}
