using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = [a, b] along one dimension      da += dy[… a's length]      db += dy[a's length …] </summary>
sealed class Concat : Op
{
    // The scalar is the dimension.
    public override void Forward(in Node n)
    {
        Reduce.Sum(n.A.Matrix, into: n.Y.Matrix.Part(AxisOf(n), 0, n.A.Shape));
        Reduce.Sum(n.B.Matrix, into: n.Y.Matrix.Part(AxisOf(n), n.A.Shape.Along(AxisOf(n)), n.B.Shape));
    }

    public override void Backward(in Node n)
    {
        if (n.A.Tracked)
            Reduce.Accumulate(n.Y.GradMatrix.Part(AxisOf(n), 0, n.A.Shape), into: n.A.GradMatrix);
        if (n.B.Tracked)
            Reduce.Accumulate(n.Y.GradMatrix.Part(AxisOf(n), n.A.Shape.Along(AxisOf(n)), n.B.Shape), into: n.B.GradMatrix);
    }

    static Axis AxisOf(in Node n) => (Axis)(int)n.Scalar;
}

public readonly partial struct Tensor
{
    /// <summary> y = [a, b]: this, and <paramref name="b"/> after it along one dimension      da, db += their parts of dy </summary>
    /// <exception cref="ArgumentException"> Another dimension differs. </exception>
    public Tensor Concat(in Tensor b, Axis along = Axis.Columns)
    {
        var length = (long)Shape.Along(along) + b.Shape.Along(along);
        if (Shape.With(along, 1) != b.Shape.With(along, 1) || length > int.MaxValue)
            throw new ArgumentException($"Concat: {Shape} and {b.Shape} cannot be put one after the other along {along}; their other dimensions must be equal.");
        return Tape.Record<Concat>(this, b, Shape.With(along, (int)length), (Real)(int)along);
    }
}
