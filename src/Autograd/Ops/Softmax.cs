using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = eˣ / Σ eˣ over one dimension      dx += y ⊙ (dy − Σ y ⊙ dy) </summary>
sealed class Softmax : Op
{
    // Scratch has the shape of Σ.
    public override void Forward(in Node n) => Kernels.Softmax.Apply(
        Lines.Of(n.A.Values, n.A.Shape, n.Scratch.Shape), into: Lines.Of(n.Y.Values, n.Y.Shape, n.Scratch.Shape));

    public override void Backward(in Node n)
    {
        var y = n.Y.Matrix;
        var dy = n.Y.GradMatrix;
        var sum = n.Scratch.GradMatrix;
        n.Scratch.Grads.Clear();
        Broadcast.Accumulate<Value>(y, y, y, dy, into: sum);
        Broadcast.Accumulate<Difference>(dy, sum, y, y, into: n.A.GradMatrix);
    }

    readonly struct Value : ISlope
    {
        public static Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y) => y;
    }

    readonly struct Difference : ISlope
    {
        public static Vector<Real> Slope(Vector<Real> dy, Vector<Real> sum, Vector<Real> y) => dy - sum;
    }
}

public readonly partial struct Tensor
{
    /// <summary> y = eˣ / Σ eˣ over one dimension: positive numbers whose sum is 1      dx += y ⊙ (dy − Σ y ⊙ dy) </summary>
    public Tensor Softmax(Axis over = Axis.Columns) => Tape.Record<Softmax>(this, Shape, scratch: Shape.With(over, 1));
}
