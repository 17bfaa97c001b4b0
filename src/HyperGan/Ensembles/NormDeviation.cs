namespace HyperGan;

/// <summary>
/// How much the generated weights of a layer differ in size: the deviation of their Frobenius norms over the members, divided by the mean
/// norm. What the reference calls weight statistics; networks may differ and have equal norms, so look at their functions too.
/// </summary>
public static class NormDeviation
{
    /// <summary> σ(‖W‖) / mean ‖W‖ over the members, with n in the denominator of σ². </summary>
    public static double Of(in LayerWeights layer)
    {
        var shape = layer.Weight.Shape;
        var norms = new double[shape.Stack];
        for (var member = 0; member < norms.Length; member++)
            norms[member] = Norm(layer.Weight.Values.Slice(member * shape.Rows * shape.Cols, shape.Rows * shape.Cols));
        var mean = norms.Average();
        return Math.Sqrt(norms.Average(norm => (norm - mean) * (norm - mean))) / mean;
    }

    static double Norm(ReadOnlySpan<Real> values)
    {
        var squares = 0.0;
        foreach (var value in values)
            squares += (double)value * value;
        return Math.Sqrt(squares);
    }
}
