using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// The register tile: C ← start + A·B for up to 12 rows and two vectors of columns, with every sum in a register.
/// <para>
/// Row count, vector count, the ragged right edge and whether numbers of a row or of a column of A are neighbours are type parameters: one
/// body compiles to every tile, and what a tile does not need vanishes. The accumulators are named locals because arrays and inline arrays of
/// vectors spill.
/// </para>
/// <para>
/// Two multiply–adds a cycle leave room for few other instructions, and a hyperthread beside us takes half of it. So no address is made
/// that could be a displacement: of the rows of a column, or, of contiguous rows, two steps of k at once from four pointers.
/// </para>
/// </summary>
static unsafe class Tile<TVector, TLanes, TRows, TVectors, TRagged, TRowMajor>
    where TVector : struct
    where TLanes : ILanes<TVector>
    where TRows : unmanaged, ISize
    where TVectors : unmanaged, ISize
    where TRagged : IAnswer
    where TRowMajor : IAnswer
{
    /// <summary> C ← start + A·B on one tile, with 0 in place of negative sums if the setup says so. </summary>
    /// <param name="setup"> What all tiles of a block have in common. </param>
    /// <param name="a"> The tile's rows of A. </param>
    /// <param name="b"> The tile's columns of B, contiguous within a row. </param>
    /// <param name="start"> What the sums start from, row by row: C itself, a bias, or null for zero; C is read only if it stands here. </param>
    /// <param name="c"> The tile of C, contiguous within a row. </param>
    /// <param name="lanes"> If TRagged is Yes, how many lanes of the last vector are this tile's to write. </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in TileSetup setup, Real* a, Real* b, Real* start, Real* c, int lanes)
    {
        TVector c00 = TLanes.Zero, c01 = TLanes.Zero;
        TVector c10 = TLanes.Zero, c11 = TLanes.Zero;
        TVector c20 = TLanes.Zero, c21 = TLanes.Zero;
        TVector c30 = TLanes.Zero, c31 = TLanes.Zero;
        TVector c40 = TLanes.Zero, c41 = TLanes.Zero;
        TVector c50 = TLanes.Zero, c51 = TLanes.Zero;
        TVector c60 = TLanes.Zero, c61 = TLanes.Zero;
        TVector c70 = TLanes.Zero, c71 = TLanes.Zero;
        TVector c80 = TLanes.Zero, c81 = TLanes.Zero;
        TVector c90 = TLanes.Zero, c91 = TLanes.Zero;
        TVector cA0 = TLanes.Zero, cA1 = TLanes.Zero;
        TVector cB0 = TLanes.Zero, cB1 = TLanes.Zero;

        var cRow = setup.CRow;
        if (setup.FetchesC)
        {
            var line = c;
            for (var row = 0; row < sizeof(TRows); row++)
            {
                Prefetch(line);
                line += cRow;
            }
        }

        nint last = (sizeof(TVectors) - 1) * TLanes.Count;
        if (typeof(TRagged) == typeof(Yes) && !setup.HasSlack)
            last += lanes - TLanes.Count;   // moved left until it ends with the last column
        nint bRow = setup.BRow, ahead = c < setup.FetchesBefore ? setup.Ahead : 0;
        var a0 = (byte*)a;
        if (typeof(TRowMajor) == typeof(Yes))
        {
            var aRow = setup.ARow;
            byte* a3 = a0 + 3 * aRow, a6 = a3 + 3 * aRow, a9 = a6 + 3 * aRow;
            for (var k = setup.K; k > 0; k -= 2)
            {
                var b1 = TLanes.Load(b + last);
                var b0 = sizeof(TVectors) > 1 ? TLanes.Load(b) : b1;
                MultiplyAdd(0, a0, aRow, 0, b0, b1, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
                MultiplyAdd(3, a3, aRow, 0, b0, b1, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
                MultiplyAdd(6, a6, aRow, 0, b0, b1, ref c60, ref c61, ref c70, ref c71, ref c80, ref c81);
                MultiplyAdd(9, a9, aRow, 0, b0, b1, ref c90, ref c91, ref cA0, ref cA1, ref cB0, ref cB1);
                if (ahead != 0) PrefetchFar(b + ahead);
                if (k == 1)   // an odd one out
                    break;
                b1 = TLanes.Load(b + bRow + last);
                b0 = sizeof(TVectors) > 1 ? TLanes.Load(b + bRow) : b1;
                MultiplyAdd(0, a0, aRow, sizeof(Real), b0, b1, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
                MultiplyAdd(3, a3, aRow, sizeof(Real), b0, b1, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
                MultiplyAdd(6, a6, aRow, sizeof(Real), b0, b1, ref c60, ref c61, ref c70, ref c71, ref c80, ref c81);
                MultiplyAdd(9, a9, aRow, sizeof(Real), b0, b1, ref c90, ref c91, ref cA0, ref cA1, ref cB0, ref cB1);
                if (ahead != 0) PrefetchFar(b + bRow + ahead);
                b += 2 * bRow;
                a0 += 2 * sizeof(Real);
                a3 += 2 * sizeof(Real);
                a6 += 2 * sizeof(Real);
                a9 += 2 * sizeof(Real);
            }
        }
        else
        {
            var aCol = setup.ACol;
            for (var k = setup.K; k > 0; k--)
            {
                var b1 = TLanes.Load(b + last);
                var b0 = sizeof(TVectors) > 1 ? TLanes.Load(b) : b1;
                MultiplyAdd(0, a0, sizeof(Real), 0, b0, b1, ref c00, ref c01, ref c10, ref c11, ref c20, ref c21);
                MultiplyAdd(3, a0, sizeof(Real), 3 * sizeof(Real), b0, b1, ref c30, ref c31, ref c40, ref c41, ref c50, ref c51);
                MultiplyAdd(6, a0, sizeof(Real), 6 * sizeof(Real), b0, b1, ref c60, ref c61, ref c70, ref c71, ref c80, ref c81);
                MultiplyAdd(9, a0, sizeof(Real), 9 * sizeof(Real), b0, b1, ref c90, ref c91, ref cA0, ref cA1, ref cB0, ref cB1);
                if (ahead != 0) PrefetchFar(b + ahead);
                b += bRow;
                a0 += aCol;
            }
        }

        var edge = TLanes.Zero;
        if (typeof(TRagged) == typeof(Yes))
        {
            var first = (int)((sizeof(TVectors) - 1) * TLanes.Count - last);
            edge = TLanes.Mask(first, first + lanes);
        }

        if (start != null)
        {
            var startRow = setup.StartRow;
            Add(start, last, edge, ref c00, ref c01);
            if (sizeof(TRows) > 1) Add(start += startRow, last, edge, ref c10, ref c11);
            if (sizeof(TRows) > 2) Add(start += startRow, last, edge, ref c20, ref c21);
            if (sizeof(TRows) > 3) Add(start += startRow, last, edge, ref c30, ref c31);
            if (sizeof(TRows) > 4) Add(start += startRow, last, edge, ref c40, ref c41);
            if (sizeof(TRows) > 5) Add(start += startRow, last, edge, ref c50, ref c51);
            if (sizeof(TRows) > 6) Add(start += startRow, last, edge, ref c60, ref c61);
            if (sizeof(TRows) > 7) Add(start += startRow, last, edge, ref c70, ref c71);
            if (sizeof(TRows) > 8) Add(start += startRow, last, edge, ref c80, ref c81);
            if (sizeof(TRows) > 9) Add(start += startRow, last, edge, ref c90, ref c91);
            if (sizeof(TRows) > 10) Add(start += startRow, last, edge, ref cA0, ref cA1);
            if (sizeof(TRows) > 11) Add(start += startRow, last, edge, ref cB0, ref cB1);
        }

        if (setup.CutsNegatives)
        {
            Cut(ref c00, ref c01);
            if (sizeof(TRows) > 1) Cut(ref c10, ref c11);
            if (sizeof(TRows) > 2) Cut(ref c20, ref c21);
            if (sizeof(TRows) > 3) Cut(ref c30, ref c31);
            if (sizeof(TRows) > 4) Cut(ref c40, ref c41);
            if (sizeof(TRows) > 5) Cut(ref c50, ref c51);
            if (sizeof(TRows) > 6) Cut(ref c60, ref c61);
            if (sizeof(TRows) > 7) Cut(ref c70, ref c71);
            if (sizeof(TRows) > 8) Cut(ref c80, ref c81);
            if (sizeof(TRows) > 9) Cut(ref c90, ref c91);
            if (sizeof(TRows) > 10) Cut(ref cA0, ref cA1);
            if (sizeof(TRows) > 11) Cut(ref cB0, ref cB1);
        }

        Store(c, last, edge, c00, c01);
        if (sizeof(TRows) > 1) Store(c += cRow, last, edge, c10, c11);
        if (sizeof(TRows) > 2) Store(c += cRow, last, edge, c20, c21);
        if (sizeof(TRows) > 3) Store(c += cRow, last, edge, c30, c31);
        if (sizeof(TRows) > 4) Store(c += cRow, last, edge, c40, c41);
        if (sizeof(TRows) > 5) Store(c += cRow, last, edge, c50, c51);
        if (sizeof(TRows) > 6) Store(c += cRow, last, edge, c60, c61);
        if (sizeof(TRows) > 7) Store(c += cRow, last, edge, c70, c71);
        if (sizeof(TRows) > 8) Store(c += cRow, last, edge, c80, c81);
        if (sizeof(TRows) > 9) Store(c += cRow, last, edge, c90, c91);
        if (sizeof(TRows) > 10) Store(c += cRow, last, edge, cA0, cA1);
        if (sizeof(TRows) > 11) Store(c += cRow, last, edge, cB0, cB1);
    }

    /// <summary>
    /// A row of what comes after this panel, the panel two on for instance. What a network multiplies with comes from far, and a panel's
    /// lines lie too far apart for the hardware to foresee them: 32×512×512 with B in memory 48 → 96 GFLOP/s, with B near the same as without.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void PrefetchFar(Real* b)
    {
        TLanes.PrefetchFar(b);
        if (sizeof(TVectors) > 1 && TLanes.Count > NarrowLanes.Count) TLanes.PrefetchFar(b + TLanes.Count);
    }

    /// <summary> One row of the tile of C, so that neither its sum nor its store waits for memory. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Prefetch(Real* c)
    {
        TLanes.Prefetch(c);
        if (sizeof(TVectors) > 1 && TLanes.Count > NarrowLanes.Count) TLanes.Prefetch(c + TLanes.Count);
    }

    /// <summary>
    /// Up to three rows, the first of them the tile's <paramref name="first"/>. Its number comes as an operand in memory, once for each vector,
    /// where the hardware has that: an instruction less. The others' address has an index, and there it would be two instructions after all.
    /// Pointer and <paramref name="offset"/> come apart, or the JIT keeps their sum in a register and adds.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void MultiplyAdd(int first, byte* a, nint aRow, int offset, TVector b0, TVector b1, ref TVector c00, ref TVector c01, ref TVector c10, ref TVector c11, ref TVector c20, ref TVector c21)
    {
        if (sizeof(TRows) > first && TLanes.RepeatsInPlace) MultiplyAddInPlace(a, offset, b0, b1, ref c00, ref c01);
        else if (sizeof(TRows) > first) MultiplyAdd(a, 0, offset, b0, b1, ref c00, ref c01);
        if (sizeof(TRows) > first + 1) MultiplyAdd(a, aRow, offset, b0, b1, ref c10, ref c11);
        if (sizeof(TRows) > first + 2) MultiplyAdd(a, 2 * aRow, offset, b0, b1, ref c20, ref c21);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void MultiplyAdd(byte* a, nint row, int offset, TVector b0, TVector b1, ref TVector first, ref TVector second)
    {
        var x = TLanes.Repeat(*(Real*)(a + row + offset));
        first = TLanes.MultiplyAdd(x, b0, first);
        if (sizeof(TVectors) > 1) second = TLanes.MultiplyAdd(x, b1, second);
    }

    // Volatile: or the JIT reads the number once, for both vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void MultiplyAddInPlace(byte* a, int offset, TVector b0, TVector b1, ref TVector first, ref TVector second)
    {
        first = TLanes.MultiplyAdd(TLanes.Repeat(Volatile.Read(ref *(Real*)(a + offset))), b0, first);
        if (sizeof(TVectors) > 1) second = TLanes.MultiplyAdd(TLanes.Repeat(Volatile.Read(ref *(Real*)(a + offset))), b1, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(Real* start, nint last, TVector edge, ref TVector first, ref TVector second)
    {
        if (sizeof(TVectors) > 1) first = TLanes.Add(TLanes.Load(start), first);
        var value = typeof(TRagged) == typeof(Yes) ? TLanes.Load(start + last, edge) : TLanes.Load(start + last);
        if (sizeof(TVectors) > 1) second = TLanes.Add(value, second);
        else first = TLanes.Add(value, first);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Cut(ref TVector first, ref TVector second)
    {
        first = TLanes.CutNegatives(first);
        if (sizeof(TVectors) > 1) second = TLanes.CutNegatives(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(Real* to, nint last, TVector edge, TVector first, TVector second)
    {
        if (sizeof(TVectors) > 1) TLanes.Store(to, first);
        var value = sizeof(TVectors) > 1 ? second : first;
        if (typeof(TRagged) == typeof(Yes)) TLanes.Store(to + last, edge, value);
        else TLanes.Store(to + last, value);
    }
}
