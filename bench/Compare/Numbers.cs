using HyperGan.Kernels;

namespace HyperGan.Bench.Compare;

/// <summary> Numbers that do not move and start on a 64-byte boundary, as a tensor of the tape does: the same memory for every contender. </summary>
sealed unsafe class Numbers(int length)
{
    readonly AlignedArray _array = new(length);

    /// <summary> Fresh numbers between −1 and 1. </summary>
    public Numbers(int length, Random random) : this(length)
    {
        foreach (ref var x in Span)
            x = (Real)(2 * random.NextDouble() - 1);
    }

    public int Length => _array.Length;

    public Span<Real> Span => _array.Span;

    public Real* Pointer
    {
        get
        {
            fixed (Real* first = Span)
                return first;
        }
    }
}
