using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> Numbers that grow in number and keep their values. Every range that starts at a multiple of <see cref="AlignedArray.Line"/> starts on a cache line. </summary>
struct Arena
{
    /// <summary> Numbers below which room grows fourfold, since every copy goes into fresh memory: a native start of the tool takes 22 instead of 24 ms. Beyond, by half. </summary>
    const int Small = 1 << 17;

    AlignedArray _numbers;

    public readonly int Capacity => _numbers.Length;

    public readonly ReadOnlySpan<Real> All => _numbers.Span;

    public readonly Span<Real> Range(int start, int length) => _numbers.Slice(start, length);

    /// <summary> Makes room for <paramref name="length"/> numbers; what was there stays, what is new is 0. </summary>
    public void Reserve(long length)
    {
        if (length <= Capacity)
            return;
        if (length > AlignedArray.MaxLength)
            throw new InvalidOperationException($"The tape would need {length} numbers, more than the {AlignedArray.MaxLength} an array can hold; use smaller batches.");
        var grown = Capacity < Small ? 4L * Capacity : Capacity + Capacity / 2L;
        var larger = new AlignedArray((int)Math.Min(Math.Max(length, grown), AlignedArray.MaxLength));
        _numbers.Span.CopyTo(larger.Span);
        _numbers = larger;
    }
}
