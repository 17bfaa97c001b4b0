using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// One block of B with all rows of A, in tiles of about equal height; then <c>activate</c>, unless it is null, on every row of C: while
/// the rows are in the first-level cache.
/// </summary>
[SkipLocalsInit]
readonly unsafe ref struct TiledRows<TVector, TLanes> : IJob
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> Numbers of C from which it does not stay in the second-level cache. Below, asking for its lines costs 2 % and brings nothing; beyond, it saves up to a third. </summary>
    const int SizeBeyondTheSecondCache = 1 << 19;

    readonly ref readonly Product _block;
    readonly ref readonly Panels _panels;
    readonly delegate*<Span<Real>, void> _activate;
    readonly bool _packsA;
    readonly int _height, _higher;

    public TiledRows(ref readonly Product block, ref readonly Panels panels, bool packsA, delegate*<Span<Real>, void> activate)
    {
        _block = ref block;
        _panels = ref panels;
        _packsA = packsA;
        _activate = activate;
        Pieces = (block.M + TLanes.TileRows - 1) / TLanes.TileRows;
        (_height, _higher) = Math.DivRem(block.M, Pieces);
    }

    /// <summary> Tiles that cover the rows; the first few are one row higher than the others. </summary>
    public int Pieces { get; }

    static int PanelWidth => Packing<TVector, TLanes>.PanelWidth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // 5 of the 650 ns of 32³
    public void Run(int tile)
    {
        ref readonly var block = ref _block;
        var row = tile * _height + Math.Min(tile, _higher);
        var height = tile < _higher ? _height + 1 : _height;
        if (_packsA)
            Compute(row, height, Packing<TVector, TLanes>.Rows(block.A.At(row, 0), height, block.K));
        else
            Compute(row, height, block.A.At(row, 0));
        if (_activate != null)
            for (var i = row; i < row + height; i++)
                _activate(new(block.C.At(i, 0).Pointer, block.N));
    }

    void Compute(int row, int height, in Operand a)
    {
        ref readonly var block = ref _block;
        ref readonly var panels = ref _panels;
        Real* panel = panels.First, c = block.C.Pointer + row * block.C.Row;
        var start = Start(block, row, height, out var startRow, out var startStep);
        var fetches = (long)block.M * block.N > SizeBeyondTheSecondCache;
        var left = block.N;
        if (left >= PanelWidth)
        {
            nint aRow = a.Row * sizeof(Real), aCol = a.Col * sizeof(Real);
            var tile = Tiles<TVector, TLanes>.Of(height, 2, ragged: false);
            for (; left >= PanelWidth; left -= PanelWidth)
            {
                tile(block.K, a.Pointer, aRow, aCol, panel, panels.Row, start, startRow, c, block.C.Row, fetches, 0, TLanes.Zero);
                panel += panels.Next;
                c += PanelWidth;
                start += startStep;
            }
        }
        if (left > NarrowLanes.Count || (left > 0 && TLanes.Count == NarrowLanes.Count))
            Edge<TVector, TLanes>.Run(block, height, left, a, panel, panels, start, startRow, c, fetches);
        else if (left > 0)
            Edge<Vector<Real>, NarrowLanes>.Run(block, height, left, a, panel, panels, start, startRow, c, fetches);
    }

    /// <summary> What the sums of some rows start from, as a tile reads it: row by row, <paramref name="step"/> numbers further for each panel. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Real* Start(in Product block, int row, int rows, out nint rowStride, out nint step)
    {
        (rowStride, step) = (0, 0);
        if (block.Start.IsNothing)
            return null;
        if (block.Start.Col == 1)
        {
            (rowStride, step) = (block.Start.Row, PanelWidth);
            return block.Start.Pointer + row * block.Start.Row;
        }
        if (block.Start.Col == 0)
        {
            rowStride = PanelWidth;
            return RepeatedColumn(block.Start.At(row, 0), rows);
        }
        (rowStride, step) = (block.C.Row, PanelWidth);
        return CopyStart(block.Start.At(row, 0), block.C.At(row, 0), rows, block.N);
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
