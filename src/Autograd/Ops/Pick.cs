namespace HyperGan.Autograd;

/// <summary> y[s, i] = x[s, i, columns[s, i]]      dx[s, i, columns[s, i]] += dy[s, i] </summary>
sealed class Pick : Op
{
    // B holds a column for each row of each matrix.
    public override void Forward(in Node n)
    {
        var x = n.A.Values;
        var y = n.Y.Values;
        var columns = n.B.Integers;
        for (var row = 0; row < y.Length; row++)
            y[row] = x[row * n.A.Shape.Cols + columns[row]];
    }

    public override void Backward(in Node n)
    {
        var dx = n.A.Grads;
        var dy = n.Y.Grads;
        var columns = n.B.Integers;
        for (var row = 0; row < dy.Length; row++)
            dx[row * n.A.Shape.Cols + columns[row]] += dy[row];
    }
}

public readonly partial struct Tensor
{
    /// <summary> y[s, i] = x[s, i, columns[i]], one column of every row      dx[s, i, columns[i]] += dy[s, i] </summary>
    /// <param name="columns"> A column for every row, for all matrices alike, or one for every row of every matrix. </param>
    /// <exception cref="ArgumentException"> There are other than Rows or Stack · Rows columns. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such column. </exception>
    public Tensor Pick(ReadOnlySpan<int> columns)
    {
        RefuseUnlessColumns("Pick", columns);
        return Tape.Record<Pick>(this, Tape.Integers(columns, repeat: Shape.Stack * Shape.Rows / columns.Length), Shape.With(Axis.Columns, 1));
    }

    void RefuseUnlessColumns(string operation, ReadOnlySpan<int> columns)
    {
        if (columns.Length != Shape.Rows && columns.Length != Shape.Stack * Shape.Rows)
            throw new ArgumentException($"{operation}: {columns.Length} columns for {Shape}; give one for each of the {Shape.Rows} rows, or for each row of every matrix.");
        for (var i = 0; i < columns.Length; i++)
            if ((uint)columns[i] >= (uint)Shape.Cols)
                throw new ArgumentOutOfRangeException(nameof(columns), $"{operation}: {columns[i]} at {i} is not one of the {Shape.Cols} columns of {Shape}; give 0 to {Shape.Cols - 1}.");
    }
}
