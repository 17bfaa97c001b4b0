using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = x − ln Σ eˣ over one dimension      dx += dy − e^y Σ dy </summary>
sealed class LogSoftmax : Op
{
    // Scratch has the shape of Σ.
    public override void Forward(in Node n) => Kernels.Softmax.ApplyLog(
        Lines.Of(n.A.Values, n.A.Shape, n.Scratch.Shape), into: Lines.Of(n.Y.Values, n.Y.Shape, n.Scratch.Shape));

    public override void Backward(in Node n)
    {
        var y = n.Y.Matrix;
        var dy = n.Y.GradMatrix;
        var sum = n.Scratch.GradMatrix;
        n.Scratch.Grads.Clear();
        Reduce.Accumulate(dy, into: sum);
        Reduce.Accumulate(dy, into: n.A.GradMatrix);
        Broadcast.Accumulate<MinusProbability>(y, y, y, sum.ExpandTo(y.Stack, y.Rows, y.Cols), into: n.A.GradMatrix);
    }

    readonly struct MinusProbability : ISlope
    {
        public static Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y) => -Elementary.Exp(y);
    }
}

public readonly partial struct Tensor
{
    /// <summary> y = x − ln Σ eˣ over one dimension: the logarithms of <see cref="Softmax(Axis)"/>      dx += dy − e^y Σ dy </summary>
    public Tensor LogSoftmax(Axis over = Axis.Columns) => Tape.Record<LogSoftmax>(this, Shape, scratch: Shape.With(over, 1));
}
