using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// One block of B with all rows of A, in tiles of about equal height; then <c>ending</c> on every row of C: while the rows are in the
/// first-level cache, or before they are written.
/// </summary>
[SkipLocalsInit]
readonly unsafe struct TiledRows<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> Numbers of B up to which the next one fits the second-level cache beside it. </summary>
    const int MostFetched = 1 << 16;

    /// <summary>
    /// Rows up to which every tile fetches B, and not the first alone: 32×10000×32 that is far 80 → 88 GFLOP/s, probably since the first is
    /// through before all of it has come. More rows lose 2 % by it.
    /// </summary>
    const int FewRows = 48;

    readonly Product* _block;
    readonly Real* _firstPanel;
    readonly nint _nextPanel;
    readonly Ending _ending;
    readonly TileSetup _setup;
    readonly bool _packsA;
    readonly int _cols, _height, _higher;

    // Inlined, and written field by field: what a call returns is copied from memory that was just written in pieces, and waits for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TiledRows(in Product block, in Panels panels, int done, bool packsA, bool fetchesC, Ending ending, bool shared)
    {
        // A product lies on the stack, as the job itself does. A reference to it would have to be cleared first, at every call.
        _block = (Product*)Unsafe.AsPointer(ref Unsafe.AsRef(in block));
        _firstPanel = panels.First;
        _nextPanel = panels.Next;
        _cols = block.N - done;   // the last columns may have been done by Quads
        _packsA = packsA;
        _ending = ending;
        Pieces = (block.M + TLanes.TileRows - 1) / TLanes.TileRows;
        (_height, _higher) = Math.DivRem(block.M, Pieces);
        var (aRow, aCol) = packsA ? Packing<TVector, TLanes>.RowStrides(block.A, block.K) : (block.A.Row, block.A.Col);
        _setup.K = block.K;
        _setup.FetchesC = fetchesC;
        _setup.CutsNegatives = ending.CutsNegatives;
        _setup.HasSlack = panels.HasSlack;
        _setup.IsRowMajor = aCol == 1;
        _setup.ARow = aRow * sizeof(Real);
        _setup.ACol = aCol * sizeof(Real);
        _setup.BRow = panels.Row;
        _setup.StartRow = block.Start.Col == 1 ? block.Start.Row : block.Start.Col == 0 ? PanelWidth : block.C.Row;
        _setup.CRow = block.C.Row;
        _setup.Ahead = Ahead(block, panels);
        _setup.FetchesBefore = shared || block.M <= FewRows ? (Real*)nint.MaxValue : block.C.At(1, 0).Pointer;
    }

    /// <summary> Tiles that cover the rows; the first few are one row higher than the others. </summary>
    public int Pieces { get; }

    static int PanelWidth => Packing<TVector, TLanes>.PanelWidth;

    /// <summary>
    /// What follows this B, where that is known and small: it comes to the second-level cache while the products of this one run, a tenth of
    /// the time of a stack of 20×100×100 that is far. Else two panels on in this one, or, of packed panels, some rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Ahead(in Product block, in Panels panels)
    {
        if (block.NextB == 0 || (long)block.K * block.N > MostFetched)
            return 2 * PanelWidth;
        if (!panels.HasSlack)
            return block.NextB;
        // Copied rows of a transposed B are as many numbers as lie there one after the other.
        return block.B.Row == 1 && block.B.Col == block.K ? (nint)(block.B.Pointer + block.NextB - panels.First) : 2 * PanelWidth;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // all that happens for a tile: what it stores waits behind the stores of the tile before
    public void Run(int tile)
    {
        ref readonly var block = ref *_block;
        var row = tile * _height + Math.Min(tile, _higher);
        var height = tile < _higher ? _height + 1 : _height;
        var a = _packsA ? Packing<TVector, TLanes>.Rows(block.A.At(row, 0), height, block.K) : block.A.Pointer + row * block.A.Row;
        Compute(row, height, a);
        if (_ending.TakesAPass)
            _ending.Run(block, row, height);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Compute(int row, int height, Real* a)
    {
        ref readonly var block = ref *_block;
        Real* b = _firstPanel, c = block.C.Pointer + row * block.C.Row;
        nint step = 0;
        var start = block.Start.IsNothing ? null : Start(block, row, height, out step);
        var left = _cols;
        if (left >= PanelWidth)
        {
            var tile = Tiles<TVector, TLanes>.Of(height, 2, ragged: false, _setup.IsRowMajor);
            for (; left >= PanelWidth; left -= PanelWidth)
            {
                tile(_setup, a, b, start, c, 0);
                b += _nextPanel;
                c += PanelWidth;
                start += step;
            }
        }
        if (left > NarrowLanes.Count || (left > 0 && TLanes.Count == NarrowLanes.Count))
            Edge<TVector, TLanes>.Run(_setup, height, left, a, b, start, c);
        else if (left > 0)
            Edge<Vector<Real>, NarrowLanes>.Run(_setup, height, left, a, b, start, c);
    }

    /// <summary> What the sums of some rows start from, as a tile reads it: row by row, <paramref name="step"/> numbers further for each panel. </summary>
    static Real* Start(in Product block, int row, int rows, out nint step)
    {
        step = block.Start.Col == 0 ? 0 : PanelWidth;
        return block.Start.Col switch
        {
            1 => block.Start.Pointer + row * block.Start.Row,
            0 => RepeatedColumn(block.Start.At(row, 0), rows),
            _ => CopyStart(block.Start.At(row, 0), block.C.At(row, 0), rows, block.N),
        };
    }

    /// <summary> A column of what the sums start from, over the width of a panel: every panel starts from the same. </summary>
    static Real* RepeatedColumn(in Operand column, int rows)
    {
        var to = Scratch.Starts(TLanes.TileRows * PanelWidth);
        for (var i = 0; i < rows; i++)
        {
            var value = TLanes.Repeat(*column.At(i, 0).Pointer);
            TLanes.Store(to + i * PanelWidth, value);
            TLanes.Store(to + i * PanelWidth + TLanes.Count, value);
        }
        return to;
    }

    /// <summary> Writes to some rows of C what their sums start from. </summary>
    static Real* CopyStart(in Operand start, in Operand c, int rows, int cols)
    {
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < cols; j++)
                *c.At(i, j).Pointer = *start.At(i, j).Pointer;
        return c.Pointer;
    }
}
