namespace HyperGan.Kernels;

/// <summary> Rows picked by index, and the adjoint. </summary>
public static class Gather
{
    /// <summary> y[s, i, :] = x[s, rows[i], :] </summary>
    public static void Rows(Matrix x, ReadOnlySpan<int> rows, Matrix into)
    {
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
                for (var j = 0; j < into.Cols; j++)
                    into[s, i, j] = x[s, rows[i], j];
    }

    /// <summary> dx[s, rows[i], :] += dy[s, i, :], in the order of i. </summary>
    public static void AccumulateRows(Matrix dy, ReadOnlySpan<int> rows, Matrix into)
    {
        for (var s = 0; s < dy.Stack; s++)
            for (var i = 0; i < dy.Rows; i++)
                for (var j = 0; j < dy.Cols; j++)
                    into[s, rows[i], j] += dy[s, i, j];
    }
}
