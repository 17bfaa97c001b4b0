using HyperGan.Kernels;

namespace HyperGan.Autograd;

public sealed partial class Tape
{
    /// <summary>
    /// y = f(a), of which only y is kept: some rows at a time are computed and forgotten, and computed again when their gradient is due
    /// (gradient checkpointing, Chen et al. 2016). Memory holds what leads to y for these rows alone; f is computed twice.
    /// </summary>
    /// <param name="f"> Row by row: a row of y depends on the same row of a, on parameters and on constants alone. It draws nothing and keeps no tensor. </param>
    /// <param name="a"> One matrix. </param>
    /// <param name="columns"> Columns of y. </param>
    /// <param name="rowsAtATime"> Rows of a block. </param>
    /// <exception cref="ArgumentException"> More than one matrix, or f gives another shape. </exception>
    public Tensor Checkpoint(Func<Tensor, Tensor> f, in Tensor a, int columns, int rowsAtATime) =>
        Tracked(Record<Checkpoint>(a, Checkpointed(a, a, columns, rowsAtATime), rowsAtATime, state: f));

    /// <summary> y = f(a, b), row by row; see the overload of one operand. </summary>
    /// <exception cref="ArgumentException"> More than one matrix, other rows in b than in a, or f gives another shape. </exception>
    public Tensor Checkpoint(Func<Tensor, Tensor, Tensor> f, in Tensor a, in Tensor b, int columns, int rowsAtATime) =>
        Tracked(Record<Checkpoint>(a, b, Checkpointed(a, b, columns, rowsAtATime), rowsAtATime, state: f));

    int _blocks;   // of checkpoints, one in the other, that are being computed

    /// <summary> Whether the last block that was computed depends on anything that gets a gradient. </summary>
    internal bool IsBlockTracked { get; set; }

    /// <summary> A tensor that lies on this tape, as a handle of now. </summary>
    internal Tensor Handle(in Extent x) => new(this, x, _generation);

    /// <summary> Remembers the end of the tape, beyond which a block is recorded. A checkpoint that is itself being recorded lies beyond it. </summary>
    internal Mark MarkEnd(in Node checkpoint)
    {
        var (used, count, late) = (_used, _count, _lateCount);
        var y = checkpoint._y;
        if (y.Start >= _used)
            (_used, _count, _lateCount) = ((int)(y.Start + AlignedArray.RoundUp(y.Shape.Size)), _count + 1, Math.Max(_lateCount, y.Late));
        _blocks++;
        return new(used, count, late, _swept, Block: _used);
    }

    /// <summary> Passes the gradients of <paramref name="seed"/> back through a block whose result is <paramref name="y"/>. </summary>
    internal void WalkBlock(in Tensor y, in Extent seed, in Mark mark)
    {
        if (!y.Tracked)
            return;
        ClearRecorded(mark.Block);
        Sow(y._extent, GradsOf(seed));
        Walk(from: _count - 1, to: mark.Count);
    }

    internal void ForgetBlock(in Mark mark)
    {
        _blocks--;
        PoisonReleased(mark.Block);
        (_used, _count, _lateCount, _swept) = (mark.Used, mark.Count, mark.Late, mark.Swept);
    }

    /// <summary> What would walk over, or forget, what is on the tape is refused while f is computed, or gradients would be wrong unseen. </summary>
    void RequireNoBlock(string method)
    {
        if (_blocks > 0)
            throw new InvalidOperationException($"{method}: not within the function of a Checkpoint, which is computed again while gradients are on their way.");
    }

    static Shape Checkpointed(in Tensor a, in Tensor b, int columns, int rowsAtATime) =>
        a.Shape.Stack != 1 || b.Shape.Stack != 1 || a.Shape.Rows != b.Shape.Rows ? throw new ArgumentException($"Checkpoint: {a.Shape} and {b.Shape} are not two matrices of as many rows.")
        : rowsAtATime < 1 ? throw new ArgumentException($"Checkpoint: {rowsAtATime} rows at a time; give at least 1.")
        : new(a.Shape.Rows, columns);

    /// <summary> f may depend on parameters even where its operands are constants. </summary>
    Tensor Tracked(in Tensor last)
    {
        if (!IsBlockTracked)
            return last;
        var y = last._extent;
        _nodes[_count - 1]._y = y = new(y.Start, y.Shape, source: _count, y.Late);
        return Handle(y);
    }

    /// <summary> An end of the tape, and where a block starts beyond it. </summary>
    internal readonly record struct Mark(int Used, int Count, int Late, int Swept, int Block);
}
