using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HyperGan.Kernels;

/// <summary>
/// Sums whose order depends on the shape alone: not on strides, alignment, vector width or threads. Short blocks are summed directly and
/// then combined pairwise, so the rounding error grows with the logarithm of the count (Higham, Accuracy and Stability, section 4.2).
/// </summary>
static class Pairwise
{
    /// <summary> Numbers of a sequence summed directly, spread over <see cref="PartialSums"/> partial sums. </summary>
    const int Block = 1024;

    /// <summary> Partial sums of a block; a fixed number, so that hardware with other vectors gives the same bits. </summary>
    const int PartialSums = 32;

    /// <summary> Whether the partial sums of a block are four vectors of 512 bits, as in double, and not two. </summary>
    static bool TakesFour => 2 * Vector512<Real>.Count < PartialSums;

    /// <summary> Rows summed directly where columns are kept. </summary>
    const int RowBlock = 16;

    /// <summary> Columns summed side by side. </summary>
    const int Panel = 256;

    /// <summary> True when a destination repeats along a dimension, so that what is added there is a sum. </summary>
    public static bool IsSum(in Matrix into) =>
        (into.Stack != 1 && into.StackStride == 0) || (into.Rows != 1 && into.RowStride == 0) || (into.Cols != 1 && into.ColStride == 0);

    /// <summary> into (+)= scale · Σ terms over the dimensions along which <paramref name="into"/>, of the shape of the terms, has stride 0. </summary>
    [SkipLocalsInit]
    public static void Sum<TTerms>(in TTerms terms, Matrix into, Real scale, bool overwrite) where TTerms : ITerms<TTerms>, allows ref struct
    {
        var (stacks, summedStacks) = into.StackStride == 0 ? (1, into.Stack) : (into.Stack, 1);
        var (rows, summedRows) = into.RowStride == 0 ? (1, into.Rows) : (into.Rows, 1);
        var (cols, summedCols) = into.ColStride == 0 ? (1, into.Cols) : (into.Cols, 1);
        Span<Real> sums = stackalloc Real[Panel];
        for (var s = 0; s < stacks; s++)
            for (var i = 0; i < rows; i++)
            {
                var at = new Corner(s, i, summedRows, summedCols);
                if (summedCols != 1)
                {
                    sums[0] = Sequence(in terms, at, 0, (long)summedStacks * summedRows * summedCols);
                    Store(sums[..1], into, s, i, 0, scale, overwrite);
                }
                else
                    for (var j = 0; j < cols; j += Panel)
                    {
                        var part = sums[..Math.Min(Panel, cols - j)];
                        Columns(in terms, at, 0, (long)summedStacks * summedRows, j, part);
                        Store(part, into, s, i, j, scale, overwrite);
                    }
            }
    }

    /// <summary> Σ over count terms from start, in the order stack, row, column. </summary>
    public static Real Sequence<TTerms>(in TTerms terms, Corner at, long start, long count) where TTerms : ITerms<TTerms>, allows ref struct
    {
        if (count <= Block)
            return BlockSum(in terms, at, start, (int)count);
        var half = Half(count, Block);
        return Sequence(in terms, at, start, half) + Sequence(in terms, at, start + half, count - half);
    }

    /// <summary> Σ x in the order of every other sequence of that many terms. </summary>
    public static Real Sequence(ReadOnlySpan<Real> x)
    {
        if (x.Length <= Block)
            return BlockSum(x);
        var half = (int)Half(x.Length, Block);
        return Sequence(x[..half]) + Sequence(x[half..]);
    }

    /// <summary> sums[j] = Σ over count rows from start of column col + j. </summary>
    [SkipLocalsInit]
    static void Columns<TTerms>(in TTerms terms, Corner at, long start, long count, int col, Span<Real> sums) where TTerms : ITerms<TTerms>, allows ref struct
    {
        if (count > RowBlock)
        {
            var half = Half(count, RowBlock);
            Span<Real> more = stackalloc Real[Panel];
            more = more[..sums.Length];
            Columns(in terms, at, start, half, col, sums);
            Columns(in terms, at, start + half, count - half, col, more);
            TensorPrimitives.Add(sums, more, sums);
            return;
        }
        Span<Real> scratch = stackalloc Real[Panel];
        sums.Clear();
        for (var q = start; q < start + count; q++)
        {
            var (stack, row) = at.Row(q);
            TensorPrimitives.Add(sums, TTerms.Row(in terms, stack, row, col, sums.Length, scratch), sums);
        }
    }

    /// <summary> About half of count, in whole blocks. </summary>
    static long Half(long count, int block) => (count / block + 1) / 2 * block;

    [SkipLocalsInit]
    static Real BlockSum<TTerms>(in TTerms terms, Corner at, long start, int count) where TTerms : ITerms<TTerms>, allows ref struct
    {
        Span<Real> scratch = stackalloc Real[Block];
        for (var done = 0; done < count;)
        {
            var (q, col) = Math.DivRem(start + done, at.Cols);
            var (stack, row) = at.Row(q);
            var length = (int)Math.Min(count - done, at.Cols - col);
            var part = TTerms.Row(in terms, stack, row, (int)col, length, scratch[done..]);
            if (length == count)
                return BlockSum(part);
            part.CopyTo(scratch[done..]);
            done += length;
        }
        return BlockSum(scratch[..count]);
    }

    /// <summary> Σ x over <see cref="PartialSums"/> partial sums, element i in sum i mod 32, folded in halves. </summary>
    static Real BlockSum(ReadOnlySpan<Real> x) => WideLanes.IsSupported ? BlockSumInRegisters(x) : BlockSumInMemory(x);

    // Sums kept in memory are stored in halves of 512 bits and loaded whole, which waits for the stores: 64 numbers take 6 ns more on Zen 5, 1 024 17.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // the first step adds up every gradient, and would do so in the slow tier
    static unsafe Real BlockSumInRegisters(ReadOnlySpan<Real> x)
    {
        Vector512<Real> s0 = WideLanes.Zero, s1 = WideLanes.Zero, s2 = WideLanes.Zero, s3 = WideLanes.Zero;   // the last two for double
        nint width = WideLanes.Count;
        fixed (Real* first = x)
        {
            Real* at = first, end = first + x.Length;
            for (; end - at >= 4 * PartialSums; at += 4 * PartialSums)
            {
                s0 += SumOfFour(at);
                s1 += SumOfFour(at + width);
                if (TakesFour) s2 += SumOfFour(at + 2 * width);
                if (TakesFour) s3 += SumOfFour(at + 3 * width);
            }
            for (; end - at >= PartialSums; at += PartialSums)
            {
                s0 += WideLanes.Load(at);
                s1 += WideLanes.Load(at + width);
                if (TakesFour) s2 += WideLanes.Load(at + 2 * width);
                if (TakesFour) s3 += WideLanes.Load(at + 3 * width);
            }
            var rest = (int)(end - at);
            if (rest > 0)   // a sum is never −0, so that 0 for what is not there changes none
            {
                s0 += WideLanes.Load(at, WideLanes.Mask(0, rest));
                s1 += WideLanes.Load(at + width, WideLanes.Mask(0, Math.Max(0, rest - (int)width)));
                if (TakesFour) s2 += WideLanes.Load(at + 2 * width, WideLanes.Mask(0, Math.Max(0, rest - 2 * (int)width)));
                if (TakesFour) s3 += WideLanes.Load(at + 3 * width, WideLanes.Mask(0, Math.Max(0, rest - 3 * (int)width)));
            }
        }
        return Fold(TakesFour ? (s0 + s2) + (s1 + s3) : s0 + s1);
    }

    /// <summary> Four numbers for every partial sum in a vector of them. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe Vector512<Real> SumOfFour(Real* at) =>
        (WideLanes.Load(at) + WideLanes.Load(at + PartialSums)) + (WideLanes.Load(at + 2 * PartialSums) + WideLanes.Load(at + 3 * PartialSums));

    [SkipLocalsInit]
    static Real BlockSumInMemory(ReadOnlySpan<Real> x)
    {
        Span<Real> lanes = stackalloc Real[PartialSums];
        lanes.Clear();
        ref var sum = ref MemoryMarshal.GetReference(lanes);
        ref var term = ref MemoryMarshal.GetReference(x);
        var (width, count) = ((nuint)Vector<Real>.Count, (nuint)x.Length);
        nuint i = 0;
        for (; i + 4 * PartialSums <= count; i += 4 * PartialSums)
            for (nuint lane = 0; lane < PartialSums; lane += width)
            {
                var (a, b) = (Vector.LoadUnsafe(ref term, i + lane), Vector.LoadUnsafe(ref term, i + lane + PartialSums));
                var (c, d) = (Vector.LoadUnsafe(ref term, i + lane + 2 * PartialSums), Vector.LoadUnsafe(ref term, i + lane + 3 * PartialSums));
                (Vector.LoadUnsafe(ref sum, lane) + ((a + b) + (c + d))).StoreUnsafe(ref sum, lane);
            }
        for (; i + width <= count; i += width)
            (Vector.LoadUnsafe(ref sum, i % PartialSums) + Vector.LoadUnsafe(ref term, i)).StoreUnsafe(ref sum, i % PartialSums);
        for (; i < count; i++)
            Unsafe.Add(ref sum, i % PartialSums) += Unsafe.Add(ref term, i);
        var wide = Vector512.LoadUnsafe(ref sum) + Vector512.LoadUnsafe(ref sum, PartialSums / 2);
        if (TakesFour)
            wide += Vector512.LoadUnsafe(ref sum, PartialSums / 4) + Vector512.LoadUnsafe(ref sum, 3 * PartialSums / 4);
        return Fold(wide);
    }

    /// <summary> What is left of the partial sums once 16 are added to 16, and in double 8 to 8, added in halves to the end. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Real Fold(Vector512<Real> wide)
    {
        var half = wide.GetLower() + wide.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        return Vector128<Real>.Count == 2 ? quarter[0] + quarter[1] : quarter[0] + quarter[2] + (quarter[1] + quarter[3]);
    }

    static void Store(ReadOnlySpan<Real> sums, Matrix into, int stack, int row, int col, Real scale, bool overwrite)
    {
        for (var k = 0; k < sums.Length; k++)
        {
            ref var y = ref into[stack, row, col + k];
            y = overwrite ? scale * sums[k] : y + scale * sums[k];
        }
    }

    /// <summary> Where a sum starts, and the rows and columns it runs over before it moves on to the next matrix or row. </summary>
    public readonly record struct Corner(int Stack, int FirstRow, int Rows, int Cols)
    {
        /// <summary> The q-th row of the sum. </summary>
        public (int Stack, int Row) Row(long q) => Rows == 1 ? (Stack + (int)q, FirstRow) : (Stack + (int)(q / Rows), FirstRow + (int)(q % Rows));
    }
}
