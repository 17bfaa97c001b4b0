using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> Y = A·B      dA += dY·Bᵀ      dB += Aᵀ·dY      (per stack; a stack of 1 is shared, its gradient summed) </summary>
sealed class MatMul : Op
{
    public override bool TakesFirstGradients => true;

    public override void Forward(in Node n) => Gemm.Multiply(n.A.Matrix, n.B.Matrix, into: n.Y.Matrix, n.Team);

    public override void Backward(in Node n)
    {
        if (n.A.Tracked)
            Add(n.Y.GradMatrix, n.B.Matrix.Transposed, to: n.A, n.Team);
        if (n.B.Tracked)
            Add(n.A.Matrix.Transposed, n.Y.GradMatrix, to: n.B, n.Team);
    }

    /// <summary> Adds a product to the gradient of an operand. </summary>
    public static void Add(in Matrix a, in Matrix b, in Operand to, Team? team)
    {
        if (to.TakesFirstGradient())
            Gemm.Multiply(a, b, into: to.GradMatrix, team);
        else
            Gemm.Accumulate(a, b, into: to.GradMatrix, team);
    }
}

public readonly partial struct Tensor
{
    /// <summary> Y = A·B      dA += dY·Bᵀ      dB += Aᵀ·dY      (per stack; a stack of 1 is shared) </summary>
    /// <exception cref="ArgumentException"> A has not as many columns as B has rows, or the stacks differ and neither is 1. </exception>
    public Tensor MatMul(in Tensor b) => Tape.Record<MatMul>(this, b, ProductShape(Shape, b.Shape, "MatMul"));

    static Shape ProductShape(Shape a, Shape b, string operation) => a.Cols != b.Rows
        ? throw new ArgumentException($"{operation}: {a} cannot multiply {b}; the columns of the first must be the rows of the second.")
        : Shape.Fits(a.Stack, b.Stack) ? new(Math.Max(a.Stack, b.Stack), a.Rows, b.Cols)
        : throw new ArgumentException($"{operation}: {a} cannot multiply {b}; the stacks must be equal or one of them 1.");
}
