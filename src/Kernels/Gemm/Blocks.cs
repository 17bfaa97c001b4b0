using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// The loops around the tile. B is cut into blocks that stay in the second-level cache while rows of A, one tile's at a time, stay in
/// the first and pass over them; C is written row by row. A team shares a block: all copy it, and all read it, each with rows of its own.
/// </summary>
[SkipLocalsInit]
static unsafe class Blocks<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary> Numbers of B in a block: half of the second-level cache, whose other half A and C pass through. </summary>
    static readonly int _blockSize = Processor.SecondLevelCache / 2 / sizeof(Real);

    /// <summary> Rows of A up to which B is transposed in small blocks, 16 KB at a time: what was copied is in the first-level cache when they pass over it. </summary>
    const int FewRows = 96, SmallBlockSize = (1 << 14) / sizeof(Real);

    /// <summary> Numbers that the columns of A span from which a tile of them no longer stays in the first-level cache by itself. </summary>
    const int TooWideForTheFirstCache = 1 << 14;

    /// <summary> Bytes from one column of A to the next from which the hardware does not foresee where the next one is. </summary>
    const int TooFarToForesee = 2000;

    static int PanelWidth => Packing<TVector, TLanes>.PanelWidth;

    /// <summary> The product, and then <paramref name="ending"/> on every row of C: while the rows are in the first-level cache. </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]   // all that is below it is inlined here, and nowhere else
    public static void Run(in Product product, in GemmPlan plan, Ending ending, Team? team)
    {
        if (product.M == 0 || product.N == 0)
            return;
        if (OuterRows<TVector, TLanes>.Fits(product))
        {
            var rows = new OuterRows<TVector, TLanes>(product, ending);
            Team.Run(team, rows.Pieces, ref rows);
            return;
        }
        var size = product.B.Col != 1 && product.M <= FewRows ? SmallBlockSize : _blockSize;
        if (product.K <= plan.Depth && (long)plan.Depth * product.N <= size)
            Block(product, plan, PacksRows(product, plan), ending, team);
        else
            RunSlices(product, plan, size, ending, team);
    }

    /// <summary> The same where B is more than one block. </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void RunSlices(in Product product, in GemmPlan plan, int size, Ending ending, Team? team)
    {
        var most = Math.Max(1, size / plan.Depth / PanelWidth);
        var width = Even(panels: (product.N + PanelWidth - 1) / PanelWidth, most) * PanelWidth;
        var copiesA = plan.CopiesRows && width < product.N && (product.A.Col == 1 || product.A.Row == 1);
        var first = 0;
        do
        {
            var depth = Math.Min(plan.Depth, product.K - first);
            var a = product.A.At(0, first);
            if (copiesA)
                a = Packing<TVector, TLanes>.AllRows(a, product.M, depth, team);
            for (var col = 0; col < product.N; col += width)
            {
                var block = new Product
                {
                    M = product.M,
                    N = Math.Min(width, product.N - col),
                    K = depth,
                    A = a,
                    B = product.B.At(first, col),
                    C = product.C.At(0, col),
                    Start = (first == 0 ? product.Start : product.C).At(0, col),
                    NextB = product.B.Col != 1 && col + width < product.N ? width * product.B.Col : 0,   // what is copied next is fetched first
                };
                Block(block, plan, !copiesA && PacksRows(block, plan), first + depth < product.K ? default : ending, team);
            }
            first += plan.Depth;
        }
        while (first < product.K);
    }

    /// <summary> Panels of a block, if all blocks are about as wide: a narrow last one has its rows of A copied for little. </summary>
    static int Even(int panels, int most)
    {
        var blocks = (panels + most - 1) / most;
        return (panels + blocks - 1) / blocks;
    }

    /// <summary> One block of B with all rows of A. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Block(in Product block, in GemmPlan plan, bool packsA, Ending ending, Team? team)
    {
        var packsB = plan.Packs || block.B.Col != 1 || block.N < TLanes.Count;
        if (packsB)
            RowsOrStrips(block, Packing<TVector, TLanes>.Packed(block.B, block.K, block.N, team), packsA, plan.FetchesC, ending, team);
        else
            RowsOrStrips(block, Packing<TVector, TLanes>.InPlace(block.B), packsA, plan.FetchesC, ending, team);
    }

    /// <summary> Whether a tile's rows of A are copied when their turn comes. </summary>
    static bool PacksRows(in Product block, in GemmPlan plan) => block.A.Col == 1 ? plan.Packs : block.A.Row != 1 || PacksColumns(block);

    /// <summary>
    /// Whether a tile's rows of a transposed A are worth copying: as many panels of B pass over them as that takes. On Zen 5 it never is, since
    /// what the tile waits for is hidden behind its products, and what a copy waits for is not.
    /// </summary>
    static bool PacksColumns(in Product block) =>
        !Processor.IsZen5
        && block.K * block.A.Col > TooWideForTheFirstCache
        && block.N >= (block.A.Col * sizeof(Real) < TooFarToForesee ? 4 : 3) * PanelWidth;

    static void RowsOrStrips(in Product block, in Panels panels, bool packsA, bool fetchesC, Ending ending, Team? team)
    {
        if (block.C.Col == 1)
        {
            var done = FewColumns(block, panels, ending, team);
            var tiles = new TiledRows<TVector, TLanes>(block, panels, done, packsA, fetchesC, ending, shared: team is not null);
            Team.Run(team, tiles.Pieces, ref tiles);
        }
        else
            RunStrips(block, panels, packsA, team);
    }

    /// <summary> The last columns, where <see cref="Quads"/> are for them. </summary>
    /// <returns> How many columns are done. </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FewColumns(in Product block, in Panels panels, Ending ending, Team? team) =>
        typeof(TLanes) == typeof(WideLanes) ? Quads.Compute(block, panels, ending, team) : 0;

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void RunStrips(in Product block, in Panels panels, bool packsA, Team? team)
    {
        var strips = new Strips<TVector, TLanes>(in block, in panels, packsA);
        Team.Run(team, strips.Pieces, ref strips);
    }
}
