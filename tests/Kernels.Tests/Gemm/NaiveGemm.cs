namespace HyperGan.Kernels.Tests;

/// <summary> The product as the textbook writes it, summed in double: the plain twin of <see cref="Gemm"/>. </summary>
static class NaiveGemm
{
    /// <summary> into = start + A·B; a stack of 1 is shared, a stack of 1 in <paramref name="into"/> takes the sum. </summary>
    public static void Multiply(Matrix a, Matrix b, Matrix start, Matrix into)
    {
        var stack = Math.Max(into.Stack, Math.Max(a.Stack, b.Stack));
        var terms = into.Stack == 1 ? stack : 1;
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
                for (var j = 0; j < into.Cols; j++)
                {
                    var sum = start.Cols == 0 ? 0.0 : start[start.Stack == 1 ? 0 : s, start.Rows == 1 ? 0 : i, j];
                    for (var term = 0; term < terms; term++)
                        for (var p = 0; p < a.Cols; p++)
                            sum += (double)a[a.Stack == 1 ? 0 : s + term, i, p] * b[b.Stack == 1 ? 0 : s + term, p, j];
                    into[s, i, j] = (Real)sum;
                }
    }
}
