using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// What is decided once for a whole product, so that the sums do not depend on how it is cut: where k is sliced, whether the operands
/// are packed, whether C or Cᵀ is computed.
/// </summary>
readonly struct GemmPlan
{
    /// <summary> Rows of B in a slice that is read in place, where another pass over C would cost more than a miss. </summary>
    public const int PlainDepth = 512;

    /// <summary> Rows of B in a slice that is packed: a tile of A and a panel of B share the first-level cache. </summary>
    const int PackedDepth = 192;

    /// <summary> Numbers of B up to which it stays in the second-level cache as it lies. </summary>
    const int NearSize = 5 << 15;

    /// <summary> Numbers of B up to which it may be read in place, as each panel is fetched ahead. </summary>
    const int PlainSize = 1 << 20;

    /// <summary>
    /// Numbers of all results from which they are not in the first-level cache when their turn comes. Asking in vain costs 1 %; where they come
    /// from the third-level cache it saves up to 15 %, and a third of 100×100×20, which has little else to do.
    /// </summary>
    const int SizeBeyondTheFirstCache = 1 << 14;

    /// <summary>
    /// Numbers of all results from which they are fetched even if their rows lie pages apart. Such rows drive each other out of the first-level
    /// cache, and 32×1024×32 loses a twentieth; but they come from the third: 2048³ on Zen 5 174 → 183 GFLOP/s.
    /// </summary>
    const int SizeBeyondTheSecondCache = 1 << 19;

    /// <summary> Rows that lie a multiple of this apart, in bytes, share few lines of a cache. </summary>
    const int Page = 1 << 12;

    /// <summary> Rows of C from which packing pays although the operands could be read in place. </summary>
    const int RowsWorthPacking = 96;

    /// <summary>
    /// Numbers of a slice of A up to which it is copied once for several blocks of B, and not tile by tile for each of them: 2 MB. On Zen 5 it saves 2
    /// to 3 % at 1024³ and 2048³, and of a transposed A, of which each number lies on a page of its own, 4 to 7 %; 100×2000×300 gains 9 %. With a larger
    /// one, which the caches do not hold, 3000×512×512 loses 2 %. Beside a transposed A that is not copied an unpacked B loses 4 %, 6000×700×700.
    /// </summary>
    const int MostCopied = 1 << 19;

    /// <summary> Rows of C for each worker from which a team may share a copy of B: eight tiles, so that none waits long for the last. </summary>
    const int RowsWorthSharing = 96;

    public readonly bool IsTransposed, Packs;

    /// <summary> Whether a slice of A is copied once, row by row, if several blocks of B pass over it: where B is packed, or A transposed and B not near, and the copy is not too large. </summary>
    public readonly bool CopiesRows;

    /// <summary> Whether C is likely to be far: then a tile's lines are asked for while its products run. </summary>
    public readonly bool FetchesC;

    /// <summary> Rows of B in a slice, at least 1. </summary>
    public readonly int Depth;

    readonly int _rows, _cols;
    readonly bool _isLarge, _copiesB, _isSingle;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // or it is copied from memory that was just written in pieces
    public GemmPlan(in Product product, int stack)
    {
        var isTransposed = IsCheaperTransposed(product);
        var (rows, cols) = isTransposed ? (product.N, product.M) : (product.M, product.N);
        var size = (long)product.K * cols;
        var isWorthCopies = size > NearSize && rows >= RowsWorthPacking;
        var isRowMajor = (isTransposed ? product.B.Row : product.A.Col) == 1;
        var depth = Slice(product.K, Ceiling(product.K, PlainDepth));   // divided by constants
        var packs = isWorthCopies && (size > PlainSize || !LiesWell(product, isTransposed) || (!isRowMajor && (long)rows * depth > MostCopied));
        if (packs)
            depth = Slice(product.K, Ceiling(product.K, PackedDepth));
        (IsTransposed, Packs, Depth) = (isTransposed, packs, depth);
        CopiesRows = isWorthCopies && (packs || !isRowMajor) && (long)rows * depth <= MostCopied;
        FetchesC = (long)stack * product.M * product.N >= (IsPages(isTransposed ? product.C.Col : product.C.Row) ? SizeBeyondTheSecondCache : SizeBeyondTheFirstCache);
        (_rows, _cols, _isLarge, _isSingle) = (rows, cols, size > NearSize, stack == 1);
        _copiesB = packs || (isTransposed ? product.A.Row : product.B.Col) != 1;
    }

    /// <summary>
    /// Whether a team does better to deal out the rows of C, tile by tile, and share one B, copied or where it lies, than to work on parts that each
    /// have their own. Who is held up gets less to do, and a B that is copied is copied once: 512×512×256 Aᵀ·B 1.3 times as fast, 256³ 1.15. Parts
    /// of a wide product are some of its columns and copy no more than those of B, though all of A. A stack has products for all: 1000×100×100 of eight loses 7 % if shared.
    /// </summary>
    public bool IsShared(int workers) => _rows >= (long)RowsWorthSharing * workers && (
        _isLarge ? 2L * _rows >= _cols
        : _copiesB ? _rows > _cols
        : _isSingle && 4L * _rows >= _cols);

    /// <summary> Whether the rows of A are contiguous, and none lie so far apart that they share cache lines; rows that will be copied may lie as columns. </summary>
    static bool LiesWell(in Product product, bool isTransposed) => isTransposed
        ? LiesWell(product.B.Transposed) && !IsPages(product.A.Col)
        : LiesWell(product.A) && !IsPages(product.B.Row);

    static bool LiesWell(in Operand a) => (a.Col == 1 && !IsPages(a.Row)) || a.Row == 1;

    static bool IsPages(nint stride) => stride * sizeof(Real) % Page == 0;

    /// <summary> Whether Cᵀ = Bᵀ·Aᵀ takes fewer cycles than C = A·B. Where B and C lie as the tile wants them, only few rows or columns can say so: 100×20 times a vector takes 0.2 µs instead of 0.6. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsCheaperTransposed(in Product p) =>
        (p.B.Col != 1 || p.C.Col != 1 || p.M < 4 || p.N < 4)
        && Cost(p.N, p.M, p.K, copiesB: p.A.Row != 1, copiesC: p.C.Row != 1) < Cost(p.M, p.N, p.K, copiesB: p.B.Col != 1, copiesC: p.C.Col != 1);

    /// <summary>
    /// Quarters of cycles, roughly: vectors of C times k at two multiply–adds a cycle, and the copies for columns that are not contiguous,
    /// a quarter of a cycle for a number of B, half of one for C, where it may be added. Fewer than four rows do not fill the pipeline.
    /// </summary>
    static double Cost(int m, int n, int k, bool copiesB, bool copiesC)
    {
        var lanes = WideLanes.IsSupported ? WideLanes.Count : NarrowLanes.Count;
        var vectors = (n + lanes - 1L) / lanes;
        return 2.0 * Math.Max(4, m) * vectors * k + (copiesB ? (double)k * n : 0) + (copiesC ? 2.0 * m * n : 0);
    }

    /// <summary> Rows of B in each of some slices of about equal depth, at least 1. </summary>
    static int Slice(int k, int slices) => Math.Max(1, slices > 1 ? Ceiling(k, slices) : k);

    static int Ceiling(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}
