using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperGan.Kernels;

/// <summary>
/// Numbers whose first lies at the start of a cache line, and which do not move. A vector that lies across two lines takes two accesses:
/// where an array may start anywhere, a prediction takes a sixth longer. The default has no numbers.
/// </summary>
public readonly struct AlignedArray
{
    /// <summary> Numbers in a cache line of 64 bytes. </summary>
    public const int Line = 64 / sizeof(Real);

    /// <summary> The most numbers there can be. </summary>
    public static int MaxLength => Array.MaxLength - Line;

    readonly Real[]? _array;
    readonly int _origin;

    /// <summary> Room for <paramref name="length"/> numbers. </summary>
    /// <param name="length"> From 0 to <see cref="MaxLength"/>. </param>
    /// <param name="cleared"> Whether they are 0; otherwise they may be anything. </param>
    /// <exception cref="ArgumentOutOfRangeException"> The length is negative, or more than an array can hold. </exception>
    public AlignedArray(int length, bool cleared = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        Length = length;
        _array = cleared   // pinned, or a collection would move it off the line
            ? GC.AllocateArray<Real>(length + Line, pinned: true)
            : GC.AllocateUninitializedArray<Real>(length + Line, pinned: true);
        var offset = Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0) / sizeof(Real) % Line;
        _origin = (int)((Line - offset) % Line);
    }

    /// <summary> Number of numbers. </summary>
    public int Length { get; }

    /// <summary> All numbers. </summary>
    public Span<Real> Span => _array.AsSpan(_origin, Length);

    /// <summary> The first number; null if there are none. Good while the array is held. </summary>
    internal unsafe Real* Pointer => _array is null ? null : (Real*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array)) + _origin;

    /// <summary> Some of the numbers. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> They are not all there. </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<Real> Slice(int start, int length)
    {
        // One comparison; cut from the span, it would be two, and every operation of a tape does this several times.
        if ((uint)start + (ulong)(uint)length > (uint)Length)
            ThrowNotThere(start, length);
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref MemoryMarshal.GetReference(_array.AsSpan()), _origin + start), length);
    }

    void ThrowNotThere(int start, int length) =>
        throw new ArgumentOutOfRangeException(nameof(start), $"AlignedArray: {length} numbers from {start} on are not all among its {Length}.");

    /// <summary> The first multiple of <see cref="Line"/> that is not below <paramref name="length"/>: what starts there lies at the start of a line. </summary>
    public static long RoundUp(long length) => (length + Line - 1) & -Line;
}
