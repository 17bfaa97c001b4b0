#if DOUBLE
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

static unsafe partial class Transpose
{
    const int Wide = 4, Narrow = 2;

    static bool IsVectorised => Avx.IsSupported;

    /// <summary> None: what is measured is single precision. </summary>
    static int Squares<TAdds>(double* from, nint fromRow, int rows, int cols, double* start, nint startRow, double* to, nint toRow) where TAdds : IAnswer => 0;

    /// <summary> 4 rows × 2 columns: halves of two rows in a load and an insert, then one round of shuffles within 128 bits. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WideBlock<TAdds>(double* from, nint fromRow, double* start, nint startRow, double* to, nint toRow) where TAdds : IAnswer
    {
        var lower = from + 2 * fromRow;
        var even = Pair(from, lower);
        var odd = Pair(from + fromRow, lower + fromRow);
        Write<TAdds>(Avx.UnpackLow(even, odd), start, to);
        Write<TAdds>(Avx.UnpackHigh(even, odd), start + startRow, to + toRow);
    }

    /// <summary> 2 rows × 2 columns, the same in 128 bits. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void NarrowBlock<TAdds>(double* from, nint fromRow, double* start, nint startRow, double* to, nint toRow) where TAdds : IAnswer
    {
        var even = Vector128.Load(from);
        var odd = Vector128.Load(from + fromRow);
        Write<TAdds>(Sse2.UnpackLow(even, odd), start, to);
        Write<TAdds>(Sse2.UnpackHigh(even, odd), start + startRow, to + toRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> Pair(double* low, double* high) => Vector256.Create(Vector128.Load(low), Vector128.Load(high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write<TAdds>(Vector256<double> value, double* start, double* to) where TAdds : IAnswer =>
        (typeof(TAdds) == typeof(Yes) ? Vector256.Load(start) + value : value).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write<TAdds>(Vector128<double> value, double* start, double* to) where TAdds : IAnswer =>
        (typeof(TAdds) == typeof(Yes) ? Vector128.Load(start) + value : value).Store(to);
}
#endif
