using System.Runtime.InteropServices;

namespace HyperGan.Autograd;

/// <summary> Numbers in one array whose first lies on a cache line, so that every range that starts at a multiple of <see cref="Line"/> does too. </summary>
struct Arena
{
    /// <summary> Numbers in a cache line of 64 bytes. </summary>
    public const int Line = 64 / sizeof(Real);

    Real[]? _array;
    int _origin;

    public int Capacity { get; private set; }

    public readonly ReadOnlySpan<Real> All => _array;

    public readonly Span<Real> Range(int start, int length) => _array.AsSpan(_origin + start, length);

    /// <summary> Makes room for <paramref name="length"/> numbers; what was there stays, what is new is 0. </summary>
    public void Reserve(long length)
    {
        if (length <= Capacity)
            return;
        if (length > Array.MaxLength - Line)
            throw new InvalidOperationException($"The tape would need {length} numbers, more than the {Array.MaxLength - Line} an array can hold; use smaller batches.");
        var larger = new Arena { Capacity = (int)Math.Min(Math.Max(length, Capacity + Capacity / 2L), Array.MaxLength - Line) };
        larger._array = GC.AllocateArray<Real>(larger.Capacity + Line, pinned: true);   // pinned, or a collection would move it off the line
        var offset = Marshal.UnsafeAddrOfPinnedArrayElement(larger._array, 0) / sizeof(Real) % Line;
        larger._origin = (int)((Line - offset) % Line);
        Range(0, Capacity).CopyTo(larger.Range(0, Capacity));
        this = larger;
    }

    /// <summary> The first multiple of <see cref="Line"/> that is not below <paramref name="length"/>. </summary>
    public static long RoundUp(long length) => (length + Line - 1) & -Line;
}
