namespace HyperGan.Autograd;

/// <summary> y = f(a, b), some rows at a time, of which nothing else is kept      da, db += those of f, computed again      (Chen et al. 2016) </summary>
sealed class Checkpoint : Op
{
    // The scalar is the number of rows at a time, the state f of one or two operands.
    public override bool TakesFirstGradients => true;   // the operations of f ask, or their operands are cleared

    public override void Forward(in Node n)
    {
        var cols = n.Y.Shape.Cols;
        for (var (first, count) = (0, 0); (count = Rows(n, first)) > 0; first += count)
        {
            var mark = n.Tape.MarkEnd(n);
            try
            {
                var y = Block(n, first, count);
                y.Values.CopyTo(n.Y.Values.Slice(first * cols, count * cols));
                n.Tape.IsBlockTracked = y.Tracked;
            }
            finally
            {
                n.Tape.ForgetBlock(mark);
            }
        }
    }

    public override void Backward(in Node n)
    {
        for (var (first, count) = (0, 0); (count = Rows(n, first)) > 0; first += count)
        {
            var mark = n.Tape.MarkEnd(n);
            try
            {
                n.Tape.WalkBlock(Block(n, first, count), seed: RowsOf(n._y, first, count), mark);
            }
            finally
            {
                n.Tape.ForgetBlock(mark);
            }
        }
    }

    /// <summary> Rows of the block that starts at <paramref name="first"/>; 0 after the last. </summary>
    static int Rows(in Node n, int first) => Math.Min((int)n.Scalar, n.Y.Shape.Rows - first);

    static Tensor Block(in Node n, int first, int count)
    {
        var a = n.Tape.Handle(RowsOf(n._a, first, count));
        var y = n.State is Func<Tensor, Tensor> f ? f(a) : ((Func<Tensor, Tensor, Tensor>)n.State!)(a, n.Tape.Handle(RowsOf(n._b, first, count)));
        var shape = new Shape(count, n.Y.Shape.Cols);
        return y.Shape == shape ? y : throw new ArgumentException($"Checkpoint: f gives {y.Shape} for {count} rows, but {shape} was announced.");
    }

    static Extent RowsOf(in Extent x, int first, int count) => x.View(x.Start + first * x.Shape.Cols, new(count, x.Shape.Cols));
}
