using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// The loops around the tile, on one thread. B is cut into blocks that stay in the second-level cache while rows of A, one tile's at a
/// time, stay in the first and pass over them; C is written row by row.
/// </summary>
[SkipLocalsInit]
static unsafe class Blocks<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> Numbers of B in a block. </summary>
    const int BlockSize = 3 << 17;

    /// <summary> Numbers that the columns of A span from which a tile of them no longer stays in the first-level cache by itself. </summary>
    const int TooWideForTheFirstCache = 1 << 14;

    /// <summary> Numbers of C from which it does not stay in the second-level cache. Below, asking for its lines costs 2 % and brings nothing; beyond, it saves up to a third. </summary>
    const int SizeBeyondTheSecondCache = 1 << 19;

    /// <summary> Rows that are computed aside before they are written, where the columns of C are not contiguous. </summary>
    const int StripRows = 48;

    static int PanelWidth => Packing<TVector, TLanes>.PanelWidth;

    /// <summary> The product, and then <paramref name="activate"/>, unless it is null, on every row of C: while the rows are in the first-level cache. </summary>
    public static void Run(in Product product, in GemmPlan plan, delegate*<Span<Real>, void> activate)
    {
        if (product.M == 0 || product.N == 0)
            return;
        if (product.K <= plan.Depth && (long)plan.Depth * product.N <= BlockSize)
        {
            Block(product, plan.Packs, activate);
            return;
        }
        var width = Math.Max(1, BlockSize / plan.Depth / PanelWidth) * PanelWidth;
        var first = 0;
        do
        {
            for (var col = 0; col < product.N; col += width)
            {
                var block = new Product
                {
                    M = product.M,
                    N = Math.Min(width, product.N - col),
                    K = Math.Min(plan.Depth, product.K - first),
                    A = product.A.At(0, first),
                    B = product.B.At(first, col),
                    C = product.C.At(0, col),
                    Start = (first == 0 ? product.Start : product.C).At(0, col),
                };
                Block(block, plan.Packs, first + plan.Depth < product.K ? null : activate);
            }
            first += plan.Depth;
        }
        while (first < product.K);
    }

    /// <summary> One block of B with all rows of A. </summary>
    static void Block(in Product block, bool packs, delegate*<Span<Real>, void> activate)
    {
        var packsA = block.A.Col == 1
            ? packs
            : block.A.Row == 1 && block.N >= 4 * PanelWidth && block.K * block.A.Col > TooWideForTheFirstCache;
        var packsB = packs || block.B.Col != 1 || block.N < TLanes.Count;
        if (packsB)
            RowsOrStrips(block, Packing<TVector, TLanes>.Packed(block.B, block.K, block.N), packsA, activate);
        else
            RowsOrStrips(block, Packing<TVector, TLanes>.InPlace(block.B), packsA, activate);
    }

    static void RowsOrStrips(in Product block, in Panels panels, bool packsA, delegate*<Span<Real>, void> activate)
    {
        if (block.C.Col == 1)
            Rows(block, panels, packsA, activate);
        else
            Strips(block, panels, packsA);
    }

    /// <summary> C's columns are not contiguous: strips of rows are computed aside and carried over. </summary>
    static void Strips(in Product block, in Panels panels, bool packsA)
    {
        var aside = new Operand((nint)Scratch.Results(StripRows * block.N), block.N, 1);
        for (var row = 0; row < block.M; row += StripRows)
        {
            var strip = block.Region(row, Math.Min(StripRows, block.M - row), 0, block.N);
            Rows(strip with { C = aside, Start = default }, panels, packsA, activate: null);
            Carry(aside, strip);
        }
    }

    static void Carry(in Operand aside, in Product strip)
    {
        if (strip.C.Row == 1 && strip.Start.IsNothing)
            Transpose.Copy(aside.Pointer, aside.Row, strip.M, strip.N, strip.C.Pointer, strip.C.Col);
        else if (strip.C.Row == 1 && strip.Start.Row == 1)
            Transpose.Add(aside.Pointer, aside.Row, strip.M, strip.N, strip.Start.Pointer, strip.Start.Col, strip.C.Pointer, strip.C.Col);
        else
            CarryElements(aside, strip);
    }

    static void CarryElements(in Operand aside, in Product strip)
    {
        for (var i = 0; i < strip.M; i++)
            for (var j = 0; j < strip.N; j++)
            {
                var value = *aside.At(i, j).Pointer;
                *strip.C.At(i, j).Pointer = strip.Start.IsNothing ? value : *strip.Start.At(i, j).Pointer + value;
            }
    }

    /// <summary> All rows of C, in tiles of about equal height. </summary>
    static void Rows(in Product block, in Panels panels, bool packsA, delegate*<Span<Real>, void> activate)
    {
        var tiles = (block.M + TLanes.TileRows - 1) / TLanes.TileRows;
        var (rows, longer) = Math.DivRem(block.M, tiles);
        for (int tile = 0, row = 0; tile < tiles; tile++)
        {
            var height = tile < longer ? rows + 1 : rows;
            if (!packsA)
                Row(block, row, height, block.A.At(row, 0), panels);
            else
                Row(block, row, height, Packing<TVector, TLanes>.Rows(block.A.At(row, 0), height, block.K), panels);
            if (activate != null)
                for (var i = row; i < row + height; i++)
                    activate(new(block.C.At(i, 0).Pointer, block.N));
            row += height;
        }
    }

    static void Row(in Product block, int row, int height, in Operand a, in Panels panels)
    {
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
