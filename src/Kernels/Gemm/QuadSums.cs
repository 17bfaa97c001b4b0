#if !DOUBLE
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

/// <summary>
/// The sums of up to eight quads, A·B for four rows and four columns each, a row of them in 128 bits. Eight independent sums are what two
/// multiply–adds a cycle ask for; every number of A is repeated over its quarter of a vector by one shuffle, whichever way A lies.
/// </summary>
static unsafe class QuadSums
{
    /// <summary> Quads at a time. </summary>
    public const int Most = 8;

    const int Side = Quads.Side;

    /// <summary> For a number of quads, and rows of A that are contiguous, or else its columns. A number is compiled when it is first used. </summary>
    public static delegate*<int, Real*, Real*, nint, Real*, nint, nint, Real*, void> Of<TRowMajor>(int quads) where TRowMajor : IAnswer => quads switch
    {
        1 => &Run<S1, TRowMajor>,
        2 => &Run<S2, TRowMajor>,
        3 => &Run<S3, TRowMajor>,
        4 => &Run<S4, TRowMajor>,
        5 => &Run<S5, TRowMajor>,
        6 => &Run<S6, TRowMajor>,
        7 => &Run<S7, TRowMajor>,
        _ => &Run<S8, TRowMajor>,
    };

    /// <summary> A·B for the rows of some quads and four columns. </summary>
    /// <param name="k"> Products per sum, at least four. </param>
    /// <param name="a"> The rows of all quads but the last, which follow each other. </param>
    /// <param name="last"> The rows of the last quad. </param>
    /// <param name="stride"> Numbers from one row of A to the next, if it is row-major, or else from one column to the next. </param>
    /// <param name="b"> The columns of B, contiguous within a row. </param>
    /// <param name="bRow"> Numbers from one row of B to the next. </param>
    /// <param name="ahead"> Numbers from what is read of B to what is fetched meanwhile. </param>
    /// <param name="sums"> Quad by quad, row by row. </param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Run<TQuads, TRowMajor>(int k, Real* a, Real* last, nint stride, Real* b, nint bRow, nint ahead, Real* sums)
        where TQuads : unmanaged, ISize
        where TRowMajor : IAnswer
    {
        var isRowMajor = typeof(TRowMajor) == typeof(Yes);
        var none = Vector512<Real>.Zero;
        Vector512<Real> c0 = none, c1 = none, c2 = none, c3 = none, c4 = none, c5 = none, c6 = none, c7 = none;
        Vector512<Real> a0 = none, a1 = none, a2 = none, a3 = none, a4 = none, a5 = none, a6 = none, a7 = none;
        var from = isRowMajor ? Vector512<Bits>.Zero : Vector512<Bits>.Indices >>> 2;   // where in each 128 bits of A's vectors the number is
        nint next = isRowMajor ? Side * stride : Side, step = isRowMajor ? Side : stride;
        var depth = isRowMajor ? Side : 1;
        while (k > 0)
        {
            if (isRowMajor)
            {
                var back = Math.Max(0, depth - k);   // four numbers of a row at a time; the last four end with the row
                a -= back;
                last -= back;
                depth -= back;
                from = Vector512.Create(back);
            }
            a0 = Load<TRowMajor>(sizeof(TQuads) > 1 ? a : last, stride);
            if (sizeof(TQuads) > 1) a1 = Load<TRowMajor>(sizeof(TQuads) > 2 ? a + next : last, stride);
            if (sizeof(TQuads) > 2) a2 = Load<TRowMajor>(sizeof(TQuads) > 3 ? a + 2 * next : last, stride);
            if (sizeof(TQuads) > 3) a3 = Load<TRowMajor>(sizeof(TQuads) > 4 ? a + 3 * next : last, stride);
            if (sizeof(TQuads) > 4) a4 = Load<TRowMajor>(sizeof(TQuads) > 5 ? a + 4 * next : last, stride);
            if (sizeof(TQuads) > 5) a5 = Load<TRowMajor>(sizeof(TQuads) > 6 ? a + 5 * next : last, stride);
            if (sizeof(TQuads) > 6) a6 = Load<TRowMajor>(sizeof(TQuads) > 7 ? a + 6 * next : last, stride);
            if (sizeof(TQuads) > 7) a7 = Load<TRowMajor>(last, stride);
            for (var p = 0; p < depth; p++)
            {
                var row = Avx512F.BroadcastVector128ToVector512(b);
                c0 = MultiplyAdd(a0, from, row, c0);
                if (sizeof(TQuads) > 1) c1 = MultiplyAdd(a1, from, row, c1);
                if (sizeof(TQuads) > 2) c2 = MultiplyAdd(a2, from, row, c2);
                if (sizeof(TQuads) > 3) c3 = MultiplyAdd(a3, from, row, c3);
                if (sizeof(TQuads) > 4) c4 = MultiplyAdd(a4, from, row, c4);
                if (sizeof(TQuads) > 5) c5 = MultiplyAdd(a5, from, row, c5);
                if (sizeof(TQuads) > 6) c6 = MultiplyAdd(a6, from, row, c6);
                if (sizeof(TQuads) > 7) c7 = MultiplyAdd(a7, from, row, c7);
                if (isRowMajor) from += Vector512<Bits>.One;
                WideLanes.PrefetchFar(b + ahead);
                b += bRow;
            }
            a += step;
            last += step;
            k -= depth;
        }

        c0.Store(sums);
        if (sizeof(TQuads) > 1) c1.Store(sums + Vector512<Real>.Count);
        if (sizeof(TQuads) > 2) c2.Store(sums + 2 * Vector512<Real>.Count);
        if (sizeof(TQuads) > 3) c3.Store(sums + 3 * Vector512<Real>.Count);
        if (sizeof(TQuads) > 4) c4.Store(sums + 4 * Vector512<Real>.Count);
        if (sizeof(TQuads) > 5) c5.Store(sums + 5 * Vector512<Real>.Count);
        if (sizeof(TQuads) > 6) c6.Store(sums + 6 * Vector512<Real>.Count);
        if (sizeof(TQuads) > 7) c7.Store(sums + 7 * Vector512<Real>.Count);
    }

    /// <summary> Four rows of A: four numbers of each if a row is contiguous, or one column of them four times. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<Real> Load<TRowMajor>(Real* a, nint stride) where TRowMajor : IAnswer => typeof(TRowMajor) == typeof(Yes)
        ? Avx512F.InsertVector256(Pair(a, a + stride).ToVector512Unsafe(), Pair(a + 2 * stride, a + 3 * stride), 1)   // Vector512.Create goes through memory
        : Avx512F.BroadcastVector128ToVector512(a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<Real> Pair(Real* low, Real* high) => Avx.InsertVector128(Vector128.Load(low).ToVector256Unsafe(), Vector128.Load(high), 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<Real> MultiplyAdd(Vector512<Real> a, Vector512<Bits> from, Vector512<Real> b, Vector512<Real> c) =>
        Vector512.MultiplyAddEstimate(Avx512F.PermuteVar4x32(a, from), b, c);
}
#endif
