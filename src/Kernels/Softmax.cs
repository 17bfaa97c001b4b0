namespace HyperGan.Kernels;

/// <summary> Log-sum-exp and its family over the columns of every row, shifted by the row's maximum so that nothing overflows. </summary>
public static class Softmax
{
    /// <summary> y[s, i, 0] = ln Σⱼ exp x[s, i, j] </summary>
    public static void LogSumExp(Matrix x, Matrix into)
    {
        for (var s = 0; s < x.Stack; s++)
            for (var i = 0; i < x.Rows; i++)
            {
                var max = Real.NegativeInfinity;
                for (var j = 0; j < x.Cols; j++)
                    max = Math.Max(max, x[s, i, j]);
                Real sum = 0;
                for (var j = 0; j < x.Cols; j++)
                    sum += Real.Exp(x[s, i, j] - max);
                into[s, i, 0] = max + Real.Log(sum);
            }
    }

    /// <summary> y[s, i, 0] = ln (1/n Σⱼ exp x[s, i, j]) </summary>
    public static void LogMeanExp(Matrix x, Matrix into)
    {
        LogSumExp(x, into);
        for (var s = 0; s < x.Stack; s++)
            for (var i = 0; i < x.Rows; i++)
                into[s, i, 0] -= Real.Log(x.Cols);
    }

    /// <summary> y[s, i, j] = exp(x[s, i, j] − ln Σₖ exp x[s, i, k]) </summary>
    public static void Apply(Matrix x, Matrix into)
    {
        ApplyLog(x, into);
        for (var s = 0; s < x.Stack; s++)
            for (var i = 0; i < x.Rows; i++)
                for (var j = 0; j < x.Cols; j++)
                    into[s, i, j] = Real.Exp(into[s, i, j]);
    }

    /// <summary> y[s, i, j] = x[s, i, j] − ln Σₖ exp x[s, i, k] </summary>
    public static void ApplyLog(Matrix x, Matrix into)
    {
        Span<Real> one = stackalloc Real[1];
        for (var s = 0; s < x.Stack; s++)
            for (var i = 0; i < x.Rows; i++)
            {
                var row = x.Data.Slice(s * x.StackStride + i * x.RowStride, (x.Cols - 1) * x.ColStride + 1);
                LogSumExp(new Matrix(row, 1, 1, x.Cols, 0, 0, x.ColStride), new Matrix(one, 1, 1));
                for (var j = 0; j < x.Cols; j++)
                    into[s, i, j] = x[s, i, j] - one[0];
            }
    }
}
