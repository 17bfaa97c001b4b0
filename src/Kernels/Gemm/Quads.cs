#if !DOUBLE
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

/// <summary>
/// One to four columns on the right beside whole panels, where the tile is 512 bits wide: four rows of them share a vector, which in the tile a
/// row has for itself. Every sum is the tile's, in its order. 100 columns take 6¼ vectors instead of 6½ (or 7, where half a vector takes as long
/// as a whole one): on Zen 5 1000×100×100 +7 %, 20×100×100 +5 to 8 %, far +6 to 12, 256×68×256 +12.
/// </summary>
[SkipLocalsInit]
readonly unsafe struct Quads : IJob
{
    /// <summary> Rows and columns of a quad. </summary>
    public const int Side = 4;

    /// <summary>
    /// Products per sum from which it pays. All of A is read before the first tile, and what comes from afar is waited for: 100×100×32 far loses
    /// 5 %, 36×36×36 8, though near they gain as much; 100×100×48 far gains 7.
    /// </summary>
    const int LeastDepth = 48;

    readonly Product* _block;
    readonly Real* _b;
    readonly nint _bRow, _ahead;
    readonly int _col, _quads;
    readonly Vector128<Real> _missing;
    readonly bool _cutsNegatives;

    Quads(in Product block, in Panels panels, int cols, Ending ending)
    {
        _block = (Product*)Unsafe.AsPointer(ref Unsafe.AsRef(in block));   // it lies on the stack, as in TiledRows
        var moved = panels.HasSlack ? 0 : Side - cols;   // to the left, until a quad ends with the last column
        _b = panels.First + block.N / PanelWidth * panels.Next - moved;
        _bRow = panels.Row;
        _ahead = TiledRows<Vector512<Real>, WideLanes>.Ahead(block, panels);
        _col = block.N - cols - moved;
        var lanes = Vector128<Bits>.Indices;
        _missing = (panels.HasSlack ? Vector128.LessThan(lanes, Vector128.Create(cols)) : Vector128.GreaterThanOrEqual(lanes, Vector128.Create(moved))).AsSingle();
        _cutsNegatives = ending.CutsNegatives;
        _quads = (block.M + Side - 1) / Side;
        Pieces = (_quads + QuadSums.Most - 1) / QuadSums.Most;
    }

    public int Pieces { get; }

    static int PanelWidth => Packing<Vector512<Real>, WideLanes>.PanelWidth;

    /// <summary> Computes the columns that are left beside whole panels, if they are few and lie well. </summary>
    /// <returns> How many columns are done: those on the right, or none. </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Compute(in Product block, in Panels panels, Ending ending, Team? team)
    {
        var cols = block.N % PanelWidth;
        if (cols is 0 or > Side || !Fits(block))
            return 0;
        Compute(block, panels, cols, ending, team);
        return cols;
    }

    static bool Fits(in Product block) =>
        Avx512F.VL.IsSupported && block.M >= Side && block.K >= LeastDepth && (block.A.Col == 1 || block.A.Row == 1) && block.Start.Col is 0 or 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Compute(in Product block, in Panels panels, int cols, Ending ending, Team? team)
    {
        var quads = new Quads(block, panels, cols, ending);
        Team.Run(team, quads.Pieces, ref quads);
    }

    /// <summary> Up to eight quads. The last of all ends with the last row, and what it shares with the one before is written once. </summary>
    public void Run(int piece)
    {
        var (few, more) = Math.DivRem(_quads, Pieces);
        var first = (piece * few + Math.Min(piece, more)) * Side;
        var count = piece < more ? few + 1 : few;
        var before = (count - 1) * Side;
        var last = Math.Min(first + before, _block->M - Side);
        var shared = first + before - last;

        var sums = stackalloc Real[QuadSums.Most * Side * Side];
        Sum(first, last, count, sums);
        Write(first, before, sums);
        Write(last + shared, Side - shared, sums + (before + shared) * Side);
    }

    void Sum(int first, int last, int count, Real* sums)
    {
        var a = _block->A;
        Real* rows = a.Pointer + first * a.Row, lastRows = a.Pointer + last * a.Row;
        if (a.Col == 1)
            QuadSums.Of<Yes>(count)(_block->K, rows, lastRows, a.Row, _b, _bRow, _ahead, sums);
        else
            QuadSums.Of<No>(count)(_block->K, rows, lastRows, a.Col, _b, _bRow, _ahead, sums);
    }

    void Write(int row, int rows, Real* sums)
    {
        Operand c = _block->C.At(row, _col), start = _block->Start.At(row, _col);
        for (var i = 0; i < rows; i++)
        {
            var value = Vector128.Load(sums + i * Side);
            if (!start.IsNothing)
                value = Start(start, i) + value;
            if (_cutsNegatives)
                value = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(value, Vector128<Real>.Zero), Vector128<Real>.Zero, value);
            Avx512F.VL.MaskStore(c.Pointer + i * c.Row, _missing, value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    Vector128<Real> Start(in Operand start, int row) => start.Col == 0
        ? Vector128.Create(start.Pointer[row * start.Row])
        : Avx512F.VL.MaskLoad(start.Pointer + row * start.Row, _missing, Vector128<Real>.Zero);
}
#endif
