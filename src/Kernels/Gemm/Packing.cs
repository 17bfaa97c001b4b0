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
    public static Panels Packed(in Operand b, int k, int n)
    {
        var panels = (n + PanelWidth - 1) / PanelWidth;
        var to = Scratch.Panels(panels * PanelWidth * k);
        if (b.Col == 1)
            PanelsByRows(b, k, n, to);
        else
            PanelsByColumns(b, k, n, to);
        return new() { First = to, Row = PanelWidth, Next = (nint)k * PanelWidth, HasSlack = true };
    }

    /// <summary> Rows are read from end to end, which is what the hardware fetches ahead. </summary>
    static void PanelsByRows(in Operand b, int k, int n, Real* to)
    {
        var ragged = n % TLanes.Count;
        var edge = TLanes.Mask(0, ragged);
        for (var p = 0; p < k; p++, to += PanelWidth)
        {
            Real* from = b.Pointer + p * b.Row, panel = to;
            var j = 0;
            for (; j <= n - PanelWidth; j += PanelWidth, panel += (nint)k * PanelWidth)
            {
                TLanes.Store(panel, TLanes.Load(from + j));
                TLanes.Store(panel + TLanes.Count, TLanes.Load(from + j + TLanes.Count));
            }
            if (j <= n - TLanes.Count)
            {
                TLanes.Store(panel, TLanes.Load(from + j));
                j += TLanes.Count;
                panel += TLanes.Count;
            }
            if (ragged != 0)
                TLanes.Store(panel, TLanes.Load(from + j, edge));
        }
    }

    static void PanelsByColumns(in Operand b, int k, int n, Real* to)
    {
        for (var j = 0; j < n; j += PanelWidth, to += (nint)k * PanelWidth)
        {
            var panel = b.At(0, j);
            var cols = Math.Min(PanelWidth, n - j);
            if (b.Row == 1)
                Transpose.Copy(panel.Pointer, panel.Col, cols, k, to, PanelWidth);
            else
                CopyElements(panel, k, cols, to);
        }
    }

    static void CopyElements(in Operand from, int rows, int cols, Real* to)
    {
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < cols; j++)
                to[i * PanelWidth + j] = *from.At(i, j).Pointer;
    }

    /// <summary>
    /// The rows of a tile of A in memory of their own, in the order in which they lie: rows or columns a power of two apart share too
    /// few cache lines to stay in the first-level cache. Valid until the next call on this thread.
    /// </summary>
    public static Operand Rows(in Operand a, int rows, int k)
    {
        if (a.Col == 1)
        {
            var stride = k + TileStride;
            var to = Scratch.Rows(rows * stride);
            for (var i = 0; i < rows; i++)
                new ReadOnlySpan<Real>(a.Pointer + i * a.Row, k).CopyTo(new(to + (nint)i * stride, k));
            return new((nint)to, stride, 1);
        }
        var columns = Scratch.Rows(k * TileStride);
        for (var i = 0; i < rows; i += TLanes.Count)
        {
            var lanes = TLanes.Mask(0, rows - i);
            for (var p = 0; p < k; p++)
                TLanes.Store(columns + p * TileStride + i, TLanes.Load(a.Pointer + p * a.Col + i, lanes));
        }
        return new((nint)columns, 1, TileStride);
    }
}
