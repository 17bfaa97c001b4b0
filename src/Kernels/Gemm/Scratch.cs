namespace HyperGan.Kernels;

/// <summary>
/// Working memory of one thread for packed operands, made on first use and kept. It never carries a value from one call to the next,
/// so it is no state: it only spares the allocation.
/// </summary>
static unsafe class Scratch
{
    [ThreadStatic]
    static AlignedArray _panels;

    [ThreadStatic]
    static AlignedArray _rows;

    [ThreadStatic]
    static AlignedArray _allRows;

    [ThreadStatic]
    static AlignedArray _results;

    [ThreadStatic]
    static AlignedArray _starts;

    [ThreadStatic]
    static AlignedArray _partials;

    /// <summary> At least <paramref name="count"/> numbers for panels of B, aligned to 64 bytes, uninitialised; valid until the next call on this thread. </summary>
    public static Real* Panels(int count) => Take(ref _panels, count);

    /// <summary> The same for a tile's rows of A. </summary>
    public static Real* Rows(int count) => Take(ref _rows, count);

    /// <summary> The same for all rows of A; other threads may write to it while this one waits. </summary>
    public static Real* AllRows(int count) => Take(ref _allRows, count);

    /// <summary> The same for results on their way. </summary>
    public static Real* Results(int count) => Take(ref _results, count);

    /// <summary> The same for what the sums of a tile start from. </summary>
    public static Real* Starts(int count) => Take(ref _starts, count);

    /// <summary> The same for results of which a sum is made; other threads may write to it while this one waits. </summary>
    public static Real* Partials(int count) => Take(ref _partials, count);

    static Real* Take(ref AlignedArray memory, int count)
    {
        if (memory.Length < count)
            memory = new((int)Math.Max(count, Math.Min(2L * memory.Length, AlignedArray.MaxLength)), cleared: false);   // doubled: many sizes leave few arrays behind
        return memory.Pointer;
    }
}
