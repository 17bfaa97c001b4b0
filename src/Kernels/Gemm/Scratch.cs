using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// Working memory of one thread for packed operands, made on first use and kept. It never carries a value from one call to the next,
/// so it is no state: it only spares the allocation.
/// </summary>
static unsafe class Scratch
{
    const int Alignment = 64;

    [ThreadStatic]
    static Real[]? _operands;

    [ThreadStatic]
    static Real[]? _results;

    [ThreadStatic]
    static Real[]? _starts;

    [ThreadStatic]
    static Real[]? _partials;

    /// <summary> At least <paramref name="count"/> numbers for packed operands, aligned to 64 bytes, uninitialised; valid until the next call on this thread. </summary>
    public static Real* Operands(int count) => Take(ref _operands, count);

    /// <summary> The same for results on their way, beside the operands. </summary>
    public static Real* Results(int count) => Take(ref _results, count);

    /// <summary> The same for what the sums of a tile start from. </summary>
    public static Real* Starts(int count) => Take(ref _starts, count);

    /// <summary> The same for results of which a sum is made; other threads may write to it while this one waits. </summary>
    public static Real* Partials(int count) => Take(ref _partials, count);

    static Real* Take(ref Real[]? memory, int count)
    {
        var needed = count + Alignment / sizeof(Real);
        if (memory is null || memory.Length < needed)
            memory = GC.AllocateUninitializedArray<Real>(needed, pinned: true);
        var address = (nint)Unsafe.AsPointer(ref memory[0]);
        return (Real*)((address + Alignment - 1) & -Alignment);
    }
}
