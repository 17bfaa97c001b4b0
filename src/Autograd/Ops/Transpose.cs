using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> Y = Xᵀ      dX += dYᵀ      (per stack) </summary>
sealed class Transpose : Op
{
    public override void Forward(in Node n) => Reduce.Sum(n.A.Matrix.Transposed, into: n.Y.Matrix);

    public override void Backward(in Node n) => Reduce.Accumulate(n.Y.GradMatrix.Transposed, into: n.A.GradMatrix);
}

public readonly partial struct Tensor
{
    /// <summary> Y = Xᵀ, rows and columns of every matrix exchanged      dX += dYᵀ </summary>
    public Tensor Transpose() => Tape.Record<Transpose>(this, new(Shape.Stack, Shape.Cols, Shape.Rows));
}
