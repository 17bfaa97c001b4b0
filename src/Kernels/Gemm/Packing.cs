namespace HyperGan.Kernels;

/// <summary> Copies of operands in the order in which the tile reads them. </summary>
static unsafe class Packing<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> Columns of a panel. </summary>
    public static int PanelWidth => 2 * TLanes.Count;

    /// <summary> Numbers from one packed column of A to the next. </summary>
    public static int TileStride => Math.Max(16, TLanes.Count);

    /// <summary> B where it lies. </summary>
    public static Panels InPlace(in Operand b) => new() { First = b.Pointer, Row = b.Row, Next = PanelWidth };

    /// <summary> All of B, each panel row by row. What stands behind the last column is never stored to C, so it may be anything. Valid until the next call on this thread. </summary>
    public static Panels Packed(in Operand b, int k, int n, Team? team)
    {
        var panels = (n + PanelWidth - 1) / PanelWidth;
        var to = Scratch.Panels(panels * PanelWidth * k);
        var copies = new PanelCopies<TVector, TLanes>(in b, k, n, to);
        Team.Run(team, copies.Pieces, ref copies);
        return new() { First = to, Row = PanelWidth, Next = (nint)k * PanelWidth, HasSlack = true };
    }

    /// <summary> Numbers from one packed row of A to the next, and from one column to the next. </summary>
    public static (nint Row, nint Col) RowStrides(in Operand a, int k) => a.Col == 1 ? (k + TileStride, 1) : (1, TileStride);

    /// <summary>
    /// The rows of a tile of A in memory of their own, in the order in which they lie, or column by column if neither lies contiguous: rows or
    /// columns a power of two apart share too few cache lines to stay in the first-level cache. Valid until the next call on this thread.
    /// </summary>
    public static Real* Rows(in Operand a, int rows, int k)
    {
        if (a.Col == 1)
        {
            var stride = RowStrides(a, k).Row;
            var to = Scratch.Rows(rows * (int)stride);
            for (var i = 0; i < rows; i++)
            {
                new ReadOnlySpan<Real>(a.Pointer + i * a.Row, k).CopyTo(new(to + (nint)i * stride, k));
                FetchRow(a.Pointer + (i + rows) * a.Row, k);   // of the next tile, whose turn is when all of B has passed over this one
            }
            return to;
        }
        var columns = Scratch.Rows(k * TileStride);
        if (a.Row == 1)
            CopyColumns(a, rows, k, columns);
        else
            CopyElements(a, rows, k, columns);
        return columns;
    }

    /// <summary> All rows of A in memory of their own, row by row; the rows of A or its columns are contiguous. Valid until the next call on this thread. </summary>
    public static Operand AllRows(in Operand a, int rows, int k, Team? team)
    {
        var stride = k + TileStride;
        var to = Scratch.AllRows(rows * stride);
        var copies = new RowCopies(in a, rows, k, to, stride);
        Team.Run(team, copies.Pieces, ref copies);
        return new((nint)to, stride, 1);
    }

    static void FetchRow(Real* row, int k)
    {
        for (var p = 0; p < k; p += AlignedArray.Line)
            TLanes.PrefetchFar(row + p);
    }

    static void CopyColumns(in Operand a, int rows, int k, Real* to)
    {
        for (var i = 0; i < rows; i += TLanes.Count)
        {
            var lanes = TLanes.Mask(0, rows - i);
            for (var p = 0; p < k; p++)
            {
                TLanes.Prefetch(a.Pointer + p * a.Col + 2 * rows - 1);   // the next tile's: each line is one of its own, which the hardware does not foresee
                TLanes.Store(to + p * TileStride + i, TLanes.Load(a.Pointer + p * a.Col + i, lanes));
            }
        }
    }

    static void CopyElements(in Operand a, int rows, int k, Real* to)
    {
        for (var p = 0; p < k; p++)
            for (var i = 0; i < rows; i++)
                to[p * TileStride + i] = *a.At(i, p).Pointer;
    }
}
