using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperGan.Kernels;

/// <summary>
/// A stretch of numbers as a vector loop reads it, whatever its stride: read in place, standing still on a repeated value, or gathered
/// into scratch memory. Every index from 0 to max(count, width) − width yields a whole vector, so a loop needs no scalar twin.
/// </summary>
readonly ref struct Lane
{
    readonly ref Real _first;
    readonly nuint _mask;

    /// <summary> Columns col … col + count − 1 of row (stack, row); scratch has room for max(count, width) numbers. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane(Matrix m, int stack, int row, int col, int count, Span<Real> scratch)
    {
        ref var first = ref m[stack, row, col];
        if (m.ColStride == 1 && count >= Vector<Real>.Count)
        {
            _first = ref first;
            _mask = nuint.MaxValue;
            return;
        }
        if (m.ColStride == 0)
            new Vector<Real>(first).CopyTo(scratch);
        else
        {
            Gather(ref first, m.ColStride, count, scratch);
            _mask = nuint.MaxValue;
        }
        _first = ref MemoryMarshal.GetReference(scratch);
    }

    /// <summary> All of x; scratch has room for one vector. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lane(ReadOnlySpan<Real> x, Span<Real> scratch)
    {
        _first = ref MemoryMarshal.GetReference(x);
        _mask = nuint.MaxValue;
        if (x.Length >= Vector<Real>.Count)
            return;
        Gather(ref _first, 1, x.Length, scratch);
        _first = ref MemoryMarshal.GetReference(scratch);
    }

    /// <summary> The vector that starts at element <paramref name="i"/>. </summary>
    public Vector<Real> this[nuint i]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.LoadUnsafe(ref _first, i & _mask);
    }

    static void Gather(ref Real first, int stride, int count, Span<Real> scratch)
    {
        for (var k = 0; k < count; k++)
            scratch[k] = Unsafe.Add(ref first, (nint)k * stride);
        if (count < Vector<Real>.Count)
            scratch[count..Vector<Real>.Count].Clear();
    }
}
