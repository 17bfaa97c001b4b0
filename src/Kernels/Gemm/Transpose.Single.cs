#if !DOUBLE
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

static unsafe partial class Transpose
{
    const int Wide = 8, Narrow = 4;

    static bool IsVectorised => Avx.IsSupported;

    /// <summary> 8 rows × 4 columns: halves of two rows in a load and an insert, then two rounds of shuffles within 128 bits. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WideBlock<TAdds>(float* from, nint fromRow, float* start, nint startRow, float* to, nint toRow) where TAdds : IAnswer
    {
        var lower = from + 4 * fromRow;
        var r0 = Pair(from, lower);
        var r1 = Pair(from + fromRow, lower + fromRow);
        var r2 = Pair(from + 2 * fromRow, lower + 2 * fromRow);
        var r3 = Pair(from + 3 * fromRow, lower + 3 * fromRow);

        var low01 = Avx.UnpackLow(r0, r1);
        var high01 = Avx.UnpackHigh(r0, r1);
        var low23 = Avx.UnpackLow(r2, r3);
        var high23 = Avx.UnpackHigh(r2, r3);

        Write<TAdds>(Avx.Shuffle(low01, low23, 0b01_00_01_00), start, to);
        Write<TAdds>(Avx.Shuffle(low01, low23, 0b11_10_11_10), start + startRow, to + toRow);
        Write<TAdds>(Avx.Shuffle(high01, high23, 0b01_00_01_00), start + 2 * startRow, to + 2 * toRow);
        Write<TAdds>(Avx.Shuffle(high01, high23, 0b11_10_11_10), start + 3 * startRow, to + 3 * toRow);
    }

    /// <summary> 4 rows × 4 columns, the same in 128 bits. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void NarrowBlock<TAdds>(float* from, nint fromRow, float* start, nint startRow, float* to, nint toRow) where TAdds : IAnswer
    {
        var r0 = Vector128.Load(from);
        var r1 = Vector128.Load(from + fromRow);
        var r2 = Vector128.Load(from + 2 * fromRow);
        var r3 = Vector128.Load(from + 3 * fromRow);

        var low01 = Sse.UnpackLow(r0, r1);
        var high01 = Sse.UnpackHigh(r0, r1);
        var low23 = Sse.UnpackLow(r2, r3);
        var high23 = Sse.UnpackHigh(r2, r3);

        Write<TAdds>(Sse.MoveLowToHigh(low01, low23), start, to);
        Write<TAdds>(Sse.MoveHighToLow(low23, low01), start + startRow, to + toRow);
        Write<TAdds>(Sse.MoveLowToHigh(high01, high23), start + 2 * startRow, to + 2 * toRow);
        Write<TAdds>(Sse.MoveHighToLow(high23, high01), start + 3 * startRow, to + 3 * toRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> Pair(float* low, float* high) => Vector256.Create(Vector128.Load(low), Vector128.Load(high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write<TAdds>(Vector256<float> value, float* start, float* to) where TAdds : IAnswer =>
        (typeof(TAdds) == typeof(Yes) ? Vector256.Load(start) + value : value).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write<TAdds>(Vector128<float> value, float* start, float* to) where TAdds : IAnswer =>
        (typeof(TAdds) == typeof(Yes) ? Vector128.Load(start) + value : value).Store(to);
}
#endif
