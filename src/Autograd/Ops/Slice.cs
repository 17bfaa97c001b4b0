using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = x[start … start + length] along one dimension      dx[start … start + length] += dy </summary>
sealed class Slice : Op
{
    // B holds the start; the dimension is the one in which y is shorter.
    public override void Forward(in Node n) => Reduce.Sum(n.A.Matrix.Part(AxisOf(n), n.B.Integers[0], n.Y.Shape), into: n.Y.Matrix);

    public override void Backward(in Node n) => Reduce.Accumulate(n.Y.GradMatrix, into: n.A.GradMatrix.Part(AxisOf(n), n.B.Integers[0], n.Y.Shape));

    static Axis AxisOf(in Node n) => n.Y.Shape.Cols != n.A.Shape.Cols ? Axis.Columns : n.Y.Shape.Rows != n.A.Shape.Rows ? Axis.Rows : Axis.Stack;
}

public readonly partial struct Tensor
{
    /// <summary> y = x[start … start + length] along one dimension      dx[start … start + length] += dy </summary>
    /// <remarks> Where the numbers lie side by side (matrices of a stack, rows of a single matrix) this is a handle, not a copy. </remarks>
    /// <exception cref="ArgumentException"> Not all of them are in x, or there are none. </exception>
    public Tensor Slice(Axis along, int start, int length)
    {
        if (start < 0 || length < 1 || start > Shape.Along(along) - length)
            throw new ArgumentException($"Slice: {length} from {start} on are not within the {Shape.Along(along)} {along} of {Shape}.");
        var shape = Shape.With(along, length);
        var isWhole = shape == Shape;
        var liesTogether = along == Axis.Stack || (Shape.Stack == 1 && (along == Axis.Rows || Shape.Rows == 1));
        return isWhole || liesTogether
            ? new(Tape, _extent.View(_extent.Start + start * (Shape.Size / Shape.Along(along)), shape), _generation)
            : Tape.Record<Slice>(this, Tape.Integers([start]), shape);
    }
}
