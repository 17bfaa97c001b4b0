using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// Blocked transposition: how an operand moves whose columns are not contiguous. A cache line of columns is carried over for all rows before
/// the next one is: each line is then read once and written once, even if rows a power of two apart share few lines of the cache.
/// </summary>
static unsafe partial class Transpose
{
    /// <summary> to[j, i] = from[i, j] for i &lt; <paramref name="rows"/>, j &lt; <paramref name="cols"/>; row strides in numbers, columns contiguous. </summary>
    public static void Copy(Real* from, nint fromRow, int rows, int cols, Real* to, nint toRow) =>
        Run<No>(from, fromRow, rows, cols, to, toRow, to, toRow);

    /// <summary> to[j, i] = start[j, i] + from[i, j]; <paramref name="start"/> may be <paramref name="to"/> itself. </summary>
    public static void Add(Real* from, nint fromRow, int rows, int cols, Real* start, nint startRow, Real* to, nint toRow) =>
        Run<Yes>(from, fromRow, rows, cols, start, startRow, to, toRow);

    // Optimised at once does not keep it from being inlined into a caller, where the JIT may run out of patience and leave calls in the loops.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Run<TAdds>(Real* from, nint fromRow, int rows, int cols, Real* start, nint startRow, Real* to, nint toRow) where TAdds : IAnswer
    {
        var j = Squares<TAdds>(from, fromRow, rows, cols, start, startRow, to, toRow);
        for (; IsVectorised && j <= cols - 4 * Narrow; j += 4 * Narrow)
            Columns<TAdds, S4>(from + j, fromRow, rows, start + j * startRow, startRow, to + j * toRow, toRow);
        for (; IsVectorised && j <= cols - Narrow; j += Narrow)
            Columns<TAdds, S1>(from + j, fromRow, rows, start + j * startRow, startRow, to + j * toRow, toRow);
        Plain<TAdds>(from + j, fromRow, rows, cols - j, start + j * startRow, startRow, to + j * toRow, toRow);
    }

    /// <summary> One or four blocks of columns, all rows. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Columns<TAdds, TBlocks>(Real* from, nint fromRow, int rows, Real* start, nint startRow, Real* to, nint toRow)
        where TAdds : IAnswer
        where TBlocks : unmanaged, ISize
    {
        nint nextStart = Narrow * startRow, nextTo = Narrow * toRow;
        for (; rows >= Wide; rows -= Wide)
        {
            WideBlock<TAdds>(from, fromRow, start, startRow, to, toRow);
            if (sizeof(TBlocks) > 1) WideBlock<TAdds>(from + Narrow, fromRow, start + nextStart, startRow, to + nextTo, toRow);
            if (sizeof(TBlocks) > 2) WideBlock<TAdds>(from + 2 * Narrow, fromRow, start + 2 * nextStart, startRow, to + 2 * nextTo, toRow);
            if (sizeof(TBlocks) > 3) WideBlock<TAdds>(from + 3 * Narrow, fromRow, start + 3 * nextStart, startRow, to + 3 * nextTo, toRow);
            from += Wide * fromRow;
            if (typeof(TAdds) == typeof(Yes)) start += Wide;
            to += Wide;
        }
        for (; rows >= Narrow; rows -= Narrow)
        {
            NarrowBlock<TAdds>(from, fromRow, start, startRow, to, toRow);
            if (sizeof(TBlocks) > 1) NarrowBlock<TAdds>(from + Narrow, fromRow, start + nextStart, startRow, to + nextTo, toRow);
            if (sizeof(TBlocks) > 2) NarrowBlock<TAdds>(from + 2 * Narrow, fromRow, start + 2 * nextStart, startRow, to + 2 * nextTo, toRow);
            if (sizeof(TBlocks) > 3) NarrowBlock<TAdds>(from + 3 * Narrow, fromRow, start + 3 * nextStart, startRow, to + 3 * nextTo, toRow);
            from += Narrow * fromRow;
            if (typeof(TAdds) == typeof(Yes)) start += Narrow;
            to += Narrow;
        }
        if (rows > 0)
            Plain<TAdds>(from, fromRow, rows, sizeof(TBlocks) * Narrow, start, startRow, to, toRow);
    }

    static void Plain<TAdds>(Real* from, nint fromRow, int rows, int cols, Real* start, nint startRow, Real* to, nint toRow) where TAdds : IAnswer
    {
        for (var j = 0; j < cols; j++)
            for (var i = 0; i < rows; i++)
                to[j * toRow + i] = typeof(TAdds) == typeof(Yes) ? start[j * startRow + i] + from[i * fromRow + j] : from[i * fromRow + j];
    }
}
