namespace HyperGan.Kernels;

/// <summary> Sums in a fixed order, whatever the alignment and the number of threads. </summary>
public static class Reduce
{
    /// <summary> Σ xᵢ </summary>
    public static Real Sum(ReadOnlySpan<Real> x)
    {
        Real sum = 0;
        foreach (var v in x)
            sum += v;
        return sum;
    }

    /// <summary> Σ xᵢ² </summary>
    public static Real SumOfSquares(ReadOnlySpan<Real> x)
    {
        Real sum = 0;
        foreach (var v in x)
            sum += v * v;
        return sum;
    }

    /// <summary> into = scale · Σ source over the dimensions in which <paramref name="into"/> is 1. </summary>
    public static void Sum(Matrix source, Matrix into, Real scale = 1)
    {
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
                for (var j = 0; j < into.Cols; j++)
                    into[s, i, j] = 0;
        Accumulate(source, into, scale);
    }

    /// <summary> into += scale · source, where in every dimension the two are equal or one of them is 1: a 1 in source repeats, a 1 in into sums. </summary>
    public static void Accumulate(Matrix source, Matrix into, Real scale = 1)
    {
        var (stack, rows, cols) = (Math.Max(source.Stack, into.Stack), Math.Max(source.Rows, into.Rows), Math.Max(source.Cols, into.Cols));
        source = source.ExpandTo(stack, rows, cols);
        into = into.ExpandTo(stack, rows, cols);
        for (var s = 0; s < stack; s++)
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < cols; j++)
                    into[s, i, j] += scale * source[s, i, j];
    }
}
