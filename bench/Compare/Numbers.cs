namespace HyperGan.Bench.Compare;

/// <summary> Numbers that do not move and start on a 64-byte boundary, as a tensor of the tape does: the same memory for every contender. </summary>
sealed unsafe class Numbers
{
    const int Alignment = 64;

    readonly Real[] _array;
    readonly int _start;

    public Numbers(int length)
    {
        _array = GC.AllocateArray<Real>(length + Alignment / sizeof(Real), pinned: true);
        fixed (Real* first = _array)
            _start = (int)((Alignment - (nint)first % Alignment) % Alignment / sizeof(Real));
        Length = length;
    }

    /// <summary> Fresh numbers between −1 and 1. </summary>
    public Numbers(int length, Random random) : this(length)
    {
        foreach (ref var x in Span)
            x = (Real)(2 * random.NextDouble() - 1);
    }

    public int Length { get; }

    public Span<Real> Span => _array.AsSpan(_start, Length);

    public Real* Pointer
    {
        get
        {
            fixed (Real* first = &_array[_start])
                return first;
        }
    }
}
