using HyperGan.Kernels;

namespace HyperGan.Bench.Compare;

/// <summary> One shape in one form with fresh operands; ours and every peer compute it from the same memory. </summary>
sealed class GemmCase(GemmShape shape, GemmForm form)
{
    readonly Numbers _a = new(shape.Stack * shape.Rows * shape.Inner, new Random(1));
    readonly Numbers _b = new(shape.Stack * shape.Inner * shape.Cols, new Random(2));
    readonly Numbers _c = new(shape.Stack * shape.Rows * shape.Cols);

    // The views are made once, as a library is given pointers and makes none.
    public Contender Ours(Team? team) => new("ours", shape.Flops, repetitions =>
    {
        Matrix a = A, b = B, c = C;
        for (var r = 0; r < repetitions; r++)
            Gemm.Multiply(a, b, c, team);
    });

    public Contender Peer(Blas blas) => new(blas.Name, shape.Flops, repetitions =>
    {
        for (var r = 0; r < repetitions; r++)
            blas.Multiply(shape, form, _a, _b, _c);
    }, blas.Spins);

    /// <summary>
    /// True when the contender's product is right, by Freivalds' test: for a vector v that knows nothing of the operands, C·v = A·(B·v).
    /// It looks at every element in the time of reading them; rounding errors of the elements add like a random walk, a wrong element does not.
    /// </summary>
    public bool IsRight(Contender contender)
    {
        _c.Span.Fill(Real.NaN);
        contender.Run(1);
        var random = new Random(3);
        var v = Enumerable.Range(0, shape.Cols).Select(_ => (random.Next(2) - 0.5) * (1 + random.NextDouble())).ToArray();
        var (k, n) = (shape.Inner + 8, shape.Cols + 8);
        var (unit, unitOfTest) = (Real.BitIncrement(1) - 1, double.BitIncrement(1) - 1);
        var tolerance = unit * k * Math.Sqrt(n) + unitOfTest * n * Math.Sqrt(k);
        for (var s = 0; s < shape.Stack; s++)
        {
            var (expected, actual) = (Apply(A, s, Apply(B, s, v)), Apply(C, s, v));
            for (var i = 0; i < shape.Rows; i++)
                if (!(Math.Abs(actual[i] - expected[i]) <= tolerance))
                    return false;
        }
        return true;
    }

    Matrix A => form.A
        ? new Matrix(_a.Span, shape.Stack, shape.Inner, shape.Rows).Transposed
        : new Matrix(_a.Span, shape.Stack, shape.Rows, shape.Inner);

    Matrix B => form.B
        ? new Matrix(_b.Span, shape.Stack, shape.Cols, shape.Inner).Transposed
        : new Matrix(_b.Span, shape.Stack, shape.Inner, shape.Cols);

    Matrix C => new(_c.Span, shape.Stack, shape.Rows, shape.Cols);

    static double[] Apply(Matrix matrix, int s, double[] v)
    {
        var y = new double[matrix.Rows];
        for (var i = 0; i < matrix.Rows; i++)
            for (var j = 0; j < matrix.Cols; j++)
                y[i] += (double)matrix[s, i, j] * v[j];
        return y;
    }
}
