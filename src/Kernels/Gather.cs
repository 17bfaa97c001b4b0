using System.Numerics.Tensors;

namespace HyperGan.Kernels;

/// <summary> Rows picked by index, and the adjoint. </summary>
public static class Gather
{
    /// <summary> y[s, i, :] = x[s, rows[i], :]; a stack of 1 in x is shared. <paramref name="into"/> must not overlap x. </summary>
    /// <exception cref="ArgumentException"> The shapes do not fit. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> An index is not a row of x; nothing has been written. </exception>
    public static void Rows(Matrix x, ReadOnlySpan<int> rows, Matrix into)
    {
        if (rows.Length != into.Rows || x.Cols != into.Cols || (x.Stack != into.Stack && x.Stack != 1))
            throw new ArgumentException(
                $"Gather.Rows: {rows.Length} rows of {x.ToString()} cannot fill {into.ToString()}; the result needs a row per index, and the columns and the stack of the source (or a source stack of 1).");
        Check("Rows", rows, x.Rows);
        Tally.Count(2 * into.Size);
        x = x.ExpandTo(into.Stack, x.Rows, x.Cols);
        if (into.Cols == 0)
            return;
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < rows.Length; i++)
                if (x.ColStride == 1 && into.ColStride == 1)
                    x.Row(s, rows[i]).CopyTo(into.Row(s, i));
                else
                    for (var j = 0; j < into.Cols; j++)
                        into[s, i, j] = x[s, rows[i], j];
    }

    /// <summary> dx[s, rows[i], :] += dy[s, i, :], in the order of s, then i; a stack of 1 in dx sums over the stack of dy. </summary>
    /// <exception cref="ArgumentException"> The shapes do not fit. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> An index is not a row of dx; nothing has been written. </exception>
    public static void AccumulateRows(Matrix dy, ReadOnlySpan<int> rows, Matrix into)
    {
        if (rows.Length != dy.Rows || dy.Cols != into.Cols || (dy.Stack != into.Stack && into.Stack != 1))
            throw new ArgumentException(
                $"Gather.AccumulateRows: {dy.ToString()} cannot be added to {rows.Length} rows of {into.ToString()}; it needs a row per index, and the columns and the stack of the destination (or a destination stack of 1).");
        Check("AccumulateRows", rows, into.Rows);
        Tally.Count(3 * dy.Size);
        into = into.ExpandTo(dy.Stack, into.Rows, into.Cols);
        if (into.Cols == 0)
            return;
        for (var s = 0; s < dy.Stack; s++)
            for (var i = 0; i < rows.Length; i++)
                if (dy.ColStride == 1 && into.ColStride == 1)
                    TensorPrimitives.Add(into.Row(s, rows[i]), dy.Row(s, i), into.Row(s, rows[i]));
                else
                    for (var j = 0; j < into.Cols; j++)
                        into[s, rows[i], j] += dy[s, i, j];
    }

    static void Check(string operation, ReadOnlySpan<int> rows, int count)
    {
        for (var i = 0; i < rows.Length; i++)
            if ((uint)rows[i] >= (uint)count)
                throw new ArgumentOutOfRangeException(nameof(rows), $"Gather.{operation}: index {rows[i]} at position {i}" + (count == 0
                    ? ": there is no row to pick from."
                    : $" is not one of the {count} rows; give indices from 0 to {count - 1}."));
    }
}
