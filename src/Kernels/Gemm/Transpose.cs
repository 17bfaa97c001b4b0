using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary> Blocked transposition: how an operand moves whose columns are not contiguous. </summary>
static unsafe partial class Transpose
{
    /// <summary> to[j, i] = from[i, j] for i &lt; <paramref name="rows"/>, j &lt; <paramref name="cols"/>; row strides in numbers, columns contiguous. </summary>
    public static void Copy(Real* from, nint fromRow, int rows, int cols, Real* to, nint toRow) =>
        Run<S0>(from, fromRow, rows, cols, to, toRow, to, toRow);

    /// <summary> to[j, i] = start[j, i] + from[i, j]; <paramref name="start"/> may be <paramref name="to"/> itself. </summary>
    public static void Add(Real* from, nint fromRow, int rows, int cols, Real* start, nint startRow, Real* to, nint toRow) =>
        Run<S1>(from, fromRow, rows, cols, start, startRow, to, toRow);

    // Optimised at once does not keep it from being inlined into a caller, where the JIT may run out of patience and leave calls in the strips.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Run<TAdds>(Real* from, nint fromRow, int rows, int cols, Real* start, nint startRow, Real* to, nint toRow) where TAdds : ISize
    {
        var i = 0;
        var blocks = IsVectorised ? cols / Narrow : 0;
        for (; IsVectorised && i <= rows - Wide; i += Wide)
        {
            WideStrip<TAdds>(blocks, from + i * fromRow, fromRow, start + i, startRow, to + i, toRow);
            Plain<TAdds>(from + i * fromRow, fromRow, Wide, blocks * Narrow, cols, start + i, startRow, to + i, toRow);
        }
        for (; IsVectorised && i <= rows - Narrow; i += Narrow)
        {
            NarrowStrip<TAdds>(blocks, from + i * fromRow, fromRow, start + i, startRow, to + i, toRow);
            Plain<TAdds>(from + i * fromRow, fromRow, Narrow, blocks * Narrow, cols, start + i, startRow, to + i, toRow);
        }
        Plain<TAdds>(from + i * fromRow, fromRow, rows - i, 0, cols, start + i, startRow, to + i, toRow);
    }

    static void Plain<TAdds>(Real* from, nint fromRow, int rows, int col, int cols, Real* start, nint startRow, Real* to, nint toRow)
        where TAdds : ISize
    {
        for (var j = col; j < cols; j++)
            for (var i = 0; i < rows; i++)
                to[j * toRow + i] = TAdds.Value == 1 ? start[j * startRow + i] + from[i * fromRow + j] : from[i * fromRow + j];
    }
}
