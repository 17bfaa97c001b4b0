using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y[s, i, :] = x[s, rows[i], :]      dx[s, rows[i], :] += dy[s, i, :] </summary>
sealed class GatherRows : Op
{
    // B holds the rows.
    public override void Forward(in Node n) => Gather.Rows(n.A.Matrix, n.B.Integers[..n.Y.Shape.Rows], into: n.Y.Matrix);

    public override void Backward(in Node n) => Gather.AccumulateRows(n.Y.GradMatrix, n.B.Integers[..n.Y.Shape.Rows], into: n.A.GradMatrix);
}

public readonly partial struct Tensor
{
    /// <summary> The rows of x that are asked for, in that order, a row as often as it is named      dx[rows[i]] += dy[i] </summary>
    /// <exception cref="ArgumentException"> No row is asked for. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such row. </exception>
    public Tensor GatherRows(ReadOnlySpan<int> rows) => Tape.Record<GatherRows>(this, Tape.Integers(rows), Shape.With(Axis.Rows, rows.Length));
}
