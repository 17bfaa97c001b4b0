using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = scale · Σ x over the dimensions in which y is 1      dx += scale · dy, repeated </summary>
sealed class Sum : Op
{
    public override void Forward(in Node n) => Reduce.Sum(n.A.Matrix, into: n.Y.Matrix, n.Scalar);

    public override void Backward(in Node n) => Reduce.Accumulate(n.Y.GradMatrix, into: n.A.GradMatrix, n.Scalar);
}

public readonly partial struct Tensor
{
    /// <summary> y = Σ x, one number      dx += dy </summary>
    public Tensor Sum() => SumTo(Shape.Scalar, 1);

    /// <summary> y = Σ x over one dimension, which becomes 1      dx += dy, repeated </summary>
    public Tensor Sum(Axis over) => SumTo(Shape.With(over, 1), 1);

    /// <summary> y = 1/n Σ x, one number      dx += dy / n </summary>
    public Tensor Mean() => SumTo(Shape.Scalar, (Real)1 / Shape.Size);

    /// <summary> y = 1/n Σ x over one dimension of n, which becomes 1      dx += dy / n, repeated </summary>
    public Tensor Mean(Axis over) => SumTo(Shape.With(over, 1), (Real)1 / Shape.Along(over));

    Tensor SumTo(Shape shape, Real scale) => Tape.Record<Sum>(this, shape, scale);
}
