namespace HyperGan.Kernels;

/// <summary> Matrix products C = A·B and C += A·B over stacks. </summary>
public static class Gemm
{
    /// <summary> C = A·B per stack. </summary>
    public static void Multiply(Matrix a, Matrix b, Matrix into, Team? team = null) => Naive(a, b, default, into, overwrite: true);

    /// <summary> C += A·B per stack. </summary>
    public static void Accumulate(Matrix a, Matrix b, Matrix into, Team? team = null) => Naive(a, b, default, into, overwrite: false);

    /// <summary> C = f(A·B + bias), the bias a row added to every row. </summary>
    public static void Affine<TActivation>(Matrix x, Matrix weight, Matrix bias, Matrix into, Team? team = null) where TActivation : IElementwise
    {
        Naive(x, weight, bias, into, overwrite: true);
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
            {
                var row = into.Data.Slice(s * into.StackStride + i * into.RowStride, into.Cols);
                TActivation.Forward(row, row);
            }
    }

    static void Naive(Matrix a, Matrix b, Matrix bias, Matrix c, bool overwrite)
    {
        var stack = Math.Max(a.Stack, b.Stack);
        for (var s = 0; s < stack; s++)
            for (var i = 0; i < c.Rows; i++)
                for (var j = 0; j < c.Cols; j++)
                {
                    Real sum = bias.Cols > 0 ? bias[bias.Stack == 1 ? 0 : s, 0, j] : 0;
                    for (var p = 0; p < a.Cols; p++)
                        sum += a[a.Stack == 1 ? 0 : s, i, p] * b[b.Stack == 1 ? 0 : s, p, j];
                    ref var y = ref c[c.Stack == 1 ? 0 : s, i, j];
                    y = overwrite && (s == 0 || c.Stack > 1) ? sum : y + sum;
                }
    }
}
