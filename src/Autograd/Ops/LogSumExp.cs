using System.Numerics;
using System.Numerics.Tensors;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary>
/// y = m + ln Σ e^(x − m) − c, with m = max x, over the dimensions in which y is 1 and x is not      dx += dy ⊙ e^(x − y − c).
/// c is 0 for the sum, ln n for the mean. Nothing overflows, since no exponent is positive. A share e^(x − y − c) below 2⁻⁸⁰ is 0 (<see cref="Underflow"/>).
/// </summary>
sealed class LogSumExp : Op
{
    // Scratch keeps y + c, against which the weights of the backward pass are measured.
    public override void Forward(in Node n)
    {
        var lines = Lines.Of(n.A.Values, n.A.Shape, n.Y.Shape);
        Kernels.Softmax.LogSumExp(lines, into: new(n.Scratch.Values, lines.Stack, lines.Rows, 1));
        TensorPrimitives.Subtract(n.Scratch.Values, n.Scalar, n.Y.Values);
    }

    public override void Backward(in Node n)
    {
        var x = n.A.Matrix;
        var dy = n.Y.GradMatrix.ExpandTo(x.Stack, x.Rows, x.Cols);
        Broadcast.Accumulate<Weight>(x, n.Scratch.Matrix, x, dy, into: n.A.GradMatrix);
    }

    readonly struct Weight : ISlope
    {
        public static Vector<Real> Slope(Vector<Real> x, Vector<Real> sum, Vector<Real> _) => Underflow.Share(x - sum);
    }
}

public readonly partial struct Tensor
{
    /// <summary> y = ln Σ eˣ, one number      dx += dy ⊙ e^(x − y), and 0 where that is below 2⁻⁸⁰ of dy </summary>
    public Tensor LogSumExp() => LogSumExpTo(Shape.Scalar, 0);

    /// <summary> y = ln Σ eˣ over one dimension, which becomes 1      dx += dy ⊙ e^(x − y), and 0 where that is below 2⁻⁸⁰ of dy </summary>
    public Tensor LogSumExp(Axis over) => LogSumExpTo(Shape.With(over, 1), 0);

    /// <summary> y = ln (1/n Σ eˣ), one number      dx += dy ⊙ e^(x − y) / n, and 0 where that is below 2⁻⁸⁰ of dy </summary>
    public Tensor LogMeanExp() => LogSumExpTo(Shape.Scalar, Math.Log(Shape.Size));

    /// <summary> y = ln (1/n Σ eˣ) over one dimension of n, which becomes 1      dx += dy ⊙ e^(x − y) / n, and 0 where that is below 2⁻⁸⁰ of dy </summary>
    public Tensor LogMeanExp(Axis over) => LogSumExpTo(Shape.With(over, 1), Math.Log(Shape.Along(over)));

    Tensor LogSumExpTo(Shape shape, double logCount) => Tape.Record<LogSumExp>(this, shape, (Real)logCount, scratch: shape);
}
