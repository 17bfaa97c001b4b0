using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// Counts the work that kernels called from this thread are given: a guard against regressions that needs no clock and is the same on every
/// machine. Numbers are those of the operands, each read or written once; what a kernel packs or keeps aside is its own affair. Of
/// <see cref="Elementwise"/> the slopes of layers alone are counted: asking would cost small tensors more than the arithmetic.
/// </summary>
public sealed class Tally : IDisposable
{
    static int _open;

    [ThreadStatic]
    static Tally? _current;

    readonly Tally? _outer;

    Tally(Tally? outer) => _outer = outer;

    /// <summary> Whether anybody counts. </summary>
    internal static bool IsOpen => _open != 0;

    /// <summary> Calls of a kernel. </summary>
    public long Calls { get; private set; }

    /// <summary> Multiply–adds of matrix products. </summary>
    public long MultiplyAdds { get; private set; }

    /// <summary> Bytes of operands read and results written. </summary>
    public long Bytes { get; private set; }

    /// <summary> Counts from now on what this thread calls, until disposed. </summary>
    public static Tally Start()
    {
        Interlocked.Increment(ref _open);
        return _current = new(_current);
    }

    /// <summary> Tells whoever counts of one call; costs next to nothing where nobody does. </summary>
    /// <param name="numbers"> Numbers read and written. </param>
    /// <param name="multiplyAdds"> Multiply–adds, for a matrix product. </param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(long numbers, long multiplyAdds = 0)
    {
        if (IsOpen)
            Add(numbers, multiplyAdds);
    }

    /// <summary> Stops counting; on the thread that started it, the one that was started last first. </summary>
    public void Dispose()
    {
        if (_current != this)
            return;
        _current = _outer;
        Interlocked.Decrement(ref _open);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Add(long numbers, long multiplyAdds)
    {
        for (var tally = _current; tally is not null; tally = tally._outer)
        {
            tally.Calls++;
            tally.MultiplyAdds += multiplyAdds;
            tally.Bytes += numbers * sizeof(Real);
        }
    }
}
