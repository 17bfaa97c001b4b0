#if !DOUBLE
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

static unsafe partial class Transpose
{
    const int Side = 16;

    /// <summary> Elsewhere 512 bits are shuffled at half the speed, or nothing has been measured. </summary>
    static bool HasSquares => Avx512F.IsSupported && Processor.IsZen5;

    /// <summary>
    /// All whole groups of 16 columns. In squares of 16 numbers there are two thirds of the shuffles that blocks of 8 × 4 take, a quarter of the
    /// loads and half of the stores: A·Bᵀ at 32×32×32, 48×48×48 and 32×10100×32 gains 5 %, at 20×100×100 4.
    /// </summary>
    /// <returns> How many columns are done. </returns>
    static int Squares<TAdds>(float* from, nint fromRow, int rows, int cols, float* start, nint startRow, float* to, nint toRow) where TAdds : IAnswer
    {
        var j = 0;
        for (; HasSquares && rows >= Side && j <= cols - Side; j += Side)
            SquareColumns<TAdds>(from + j, fromRow, rows, start + j * startRow, startRow, to + j * toRow, toRow);
        return j;
    }

    /// <summary> 16 columns, all rows. </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void SquareColumns<TAdds>(float* from, nint fromRow, int rows, float* start, nint startRow, float* to, nint toRow) where TAdds : IAnswer
    {
        for (; rows >= Side; rows -= Side)
        {
            Square<TAdds>(from, fromRow, start, startRow, to, toRow);
            from += Side * fromRow;
            start += Side;
            to += Side;
        }
        if (rows > 0)
            LastRows<TAdds>(from, fromRow, rows, start, startRow, to, toRow);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void LastRows<TAdds>(float* from, nint fromRow, int rows, float* start, nint startRow, float* to, nint toRow) where TAdds : IAnswer =>
        Columns<TAdds, S4>(from, fromRow, rows, start, startRow, to, toRow);

    /// <summary> 16 rows × 16 columns: two rounds of shuffles within 128 bits, four rows at a time, and two of whole 128 bits. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Square<TAdds>(float* from, nint fromRow, float* start, nint startRow, float* to, nint toRow) where TAdds : IAnswer
    {
        FourRows(from, fromRow, out var a0, out var a1, out var a2, out var a3);
        FourRows(from + 4 * fromRow, fromRow, out var b0, out var b1, out var b2, out var b3);
        FourRows(from + 8 * fromRow, fromRow, out var c0, out var c1, out var c2, out var c3);
        FourRows(from + 12 * fromRow, fromRow, out var d0, out var d1, out var d2, out var d3);
        FourColumns<TAdds>(a0, b0, c0, d0, start, 4 * startRow, to, 4 * toRow);
        FourColumns<TAdds>(a1, b1, c1, d1, start + startRow, 4 * startRow, to + toRow, 4 * toRow);
        FourColumns<TAdds>(a2, b2, c2, d2, start + 2 * startRow, 4 * startRow, to + 2 * toRow, 4 * toRow);
        FourColumns<TAdds>(a3, b3, c3, d3, start + 3 * startRow, 4 * startRow, to + 3 * toRow, 4 * toRow);
    }

    /// <summary> Of four rows, columns j, j + 4, j + 8 and j + 12 in vector j, four numbers each. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FourRows(float* from, nint row, out Vector512<float> v0, out Vector512<float> v1, out Vector512<float> v2, out Vector512<float> v3)
    {
        var r0 = Vector512.Load(from);
        var r1 = Vector512.Load(from + row);
        var r2 = Vector512.Load(from + 2 * row);
        var r3 = Vector512.Load(from + 3 * row);

        var low01 = Avx512F.UnpackLow(r0, r1);
        var high01 = Avx512F.UnpackHigh(r0, r1);
        var low23 = Avx512F.UnpackLow(r2, r3);
        var high23 = Avx512F.UnpackHigh(r2, r3);

        v0 = Avx512F.Shuffle(low01, low23, 0b01_00_01_00);
        v1 = Avx512F.Shuffle(low01, low23, 0b11_10_11_10);
        v2 = Avx512F.Shuffle(high01, high23, 0b01_00_01_00);
        v3 = Avx512F.Shuffle(high01, high23, 0b11_10_11_10);
    }

    /// <summary> Four columns, four apart, of 16 rows: those of which each vector has four rows of each. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void FourColumns<TAdds>(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* start, nint startRow, float* to, nint toRow) where TAdds : IAnswer
    {
        var lowAB = Avx512F.Shuffle4x128(a, b, 0b01_00_01_00);
        var highAB = Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
        var lowCD = Avx512F.Shuffle4x128(c, d, 0b01_00_01_00);
        var highCD = Avx512F.Shuffle4x128(c, d, 0b11_10_11_10);

        Write<TAdds>(Avx512F.Shuffle4x128(lowAB, lowCD, 0b10_00_10_00), start, to);
        Write<TAdds>(Avx512F.Shuffle4x128(lowAB, lowCD, 0b11_01_11_01), start + startRow, to + toRow);
        Write<TAdds>(Avx512F.Shuffle4x128(highAB, highCD, 0b10_00_10_00), start + 2 * startRow, to + 2 * toRow);
        Write<TAdds>(Avx512F.Shuffle4x128(highAB, highCD, 0b11_01_11_01), start + 3 * startRow, to + 3 * toRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write<TAdds>(Vector512<float> value, float* start, float* to) where TAdds : IAnswer =>
        (typeof(TAdds) == typeof(Yes) ? Vector512.Load(start) + value : value).Store(to);
}
#endif
