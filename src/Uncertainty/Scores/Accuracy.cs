namespace HyperGan.Uncertainty;

/// <summary> The share of rows whose most probable class, the first of equals, is the label. </summary>
public static class Accuracy
{
    /// <summary> Of rows × classes probabilities. </summary>
    /// <exception cref="ArgumentException"> The probabilities are not rows × classes, not of [0, 1], or do not sum to 1. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> A label is no class. </exception>
    public static double Of(ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities)
    {
        var classes = Rows.Classes("Accuracy.Of", labels, probabilities);
        var right = 0;
        for (var i = 0; i < labels.Length; i++)
            right += new Categorical(probabilities.Slice(i * classes, classes)).Mode == Check.Label("Accuracy.Of", labels[i], classes) ? 1 : 0;
        return (double)right / labels.Length;
    }
}
