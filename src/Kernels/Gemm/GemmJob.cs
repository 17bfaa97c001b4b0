using System.Numerics;

namespace HyperGan.Kernels;

/// <summary>
/// A stack of products cut into pieces, and what follows each. Every element of C is summed by one piece in an order that no cut
/// changes, so the cut may follow what balances well.
/// </summary>
readonly struct GemmJob<TActivation> : IJob where TActivation : IElementwise
{
    /// <summary> Multiply–adds that are worth handing to another worker: some microseconds. </summary>
    public const long PieceWork = 1 << 19;

    /// <summary>
    /// Multiply–adds that take as long as a number that comes from the third-level cache: 28 GB/s beside 172 GFLOP/s on Emerald Rapids. In a
    /// product with a vector it is the numbers that take time: two threads do a step of one member in 1.0 ms instead of 1.2.
    /// </summary>
    const int NumberWork = 16;

    /// <summary> Pieces of one product at most. </summary>
    const int MostParts = 16;

    /// <summary> Columns of a part come in multiples of a panel, rows in those of tiles, so that none but the last ends in a ragged one. </summary>
    const int ColGrain = 32, RowGrain = 24;

    /// <summary> Rows and columns per part where operands are packed, about, unless it takes smaller ones to give every worker a part: each packs its own operands and reads all of the other. </summary>
    const int PackedPart = 512;

    readonly StackedProduct _product;
    readonly int _stackPart, _rowParts, _colParts;

    public GemmJob(in StackedProduct product, int workers)
    {
        _product = product;
        var (m, n) = (product.First.M, product.First.N);
        var work = product.Work + NumberWork * product.Numbers;
        var parts = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((ulong)(work / PieceWork)), 1, MostParts);
        _stackPart = (int)Math.Clamp(PieceWork / Math.Max(1, work), 1, Math.Max(1, product.Stack));
        // A power of two of parts divides evenly over two and four workers; three parts of 768 columns ran 1.5 times as fast on two.
        if (product.Packs)
            parts = Math.Min(parts, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(workers, Math.Max(m, n) / PackedPart)));
        (_rowParts, _colParts) = n >= m ? (Parts(m, 1, RowGrain), Parts(n, parts, ColGrain)) : (Parts(m, parts, RowGrain), Parts(n, 1, ColGrain));
    }

    public int Pieces => Parts(_product.Stack, _stackPart) * _rowParts * _colParts;

    public void Run(int piece)
    {
        var (rest, col) = Math.DivRem(piece, _colParts);
        var (group, row) = Math.DivRem(rest, _rowParts);
        var region = Region(row, col);
        for (var s = group * _stackPart; s < Math.Min(_product.Stack, (group + 1) * _stackPart); s++)
            Run(_product, s, region);
    }

    /// <summary> What one part computes of each matrix. </summary>
    public Product Region(int row, int col)
    {
        var (m, n) = (_product.First.M, _product.First.N);
        int firstRow = First(m, row, _rowParts, RowGrain), firstCol = First(n, col, _colParts, ColGrain);
        return _product.First.Region(
            firstRow, First(m, row + 1, _rowParts, RowGrain) - firstRow, firstCol, First(n, col + 1, _colParts, ColGrain) - firstCol);
    }

    /// <summary> One matrix after the other, on this thread or with the whole team on each. </summary>
    public static void RunAll(in StackedProduct product, Team? team = null)
    {
        for (var s = 0; s < product.Stack; s++)
            Run(product, s, product.First, team);
    }

    static void Run(in StackedProduct product, int s, in Product region, Team? team = null) => product.Run(s, region, Ending.Of<TActivation>(), team);

    static int Parts(int size, int most, int grain) => Math.Min(most, Parts(size, grain));

    /// <summary>
    /// Where a part begins: all have as many grains, or one more. Parts of equal width, and a last one of what is left, kept two workers busy for
    /// 256 of 400 columns instead of 208: 32×400×96 1.15 times as fast, 32×512×512 1.06.
    /// </summary>
    static int First(int size, int part, int parts, int grain) => Math.Min(size, (int)((long)part * Parts(size, grain) / parts) * grain);

    static int Parts(int size, int part) => part == 0 ? 0 : (size + part - 1) / part;
}
