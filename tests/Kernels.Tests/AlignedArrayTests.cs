using System.Runtime.InteropServices;

namespace HyperGan.Kernels.Tests;

/// <summary> Numbers that start on a cache line, and stay there. </summary>
public unsafe class AlignedArrayTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(15), InlineData(16), InlineData(1000), InlineData(100_000)]
    public void StartsOnACacheLine_BeforeAndAfterACollection(int length)
    {
        foreach (var cleared in (bool[])[true, false])
        {
            var numbers = new AlignedArray(length, cleared);
            var before = Address(numbers);
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            Assert.Equal(before, Address(numbers));
            Assert.Equal(0, before % 64);
            Assert.Equal(length, numbers.Length);
            Assert.Equal(length, numbers.Span.Length);
            if (cleared)
                Assert.Equal(-1, numbers.Span.IndexOfAnyExcept((Real)0));
        }
    }

    [Fact]
    public void ASliceIsWhatTheSpanHasThere()
    {
        var numbers = new AlignedArray(40);
        for (var i = 0; i < 40; i++)
            numbers.Span[i] = i;
        Assert.Equal([16, 17, 18], numbers.Slice(16, 3));
        Assert.Equal(0, (nint)AddressOf(numbers.Slice(AlignedArray.Line, 1)) % 64);
    }

    [Fact]
    public void TheDefaultHasNoNumbers()
    {
        var numbers = default(AlignedArray);
        Assert.Equal(0, numbers.Length);
        Assert.True(numbers.Span.IsEmpty);
        Assert.True(numbers.Slice(0, 0).IsEmpty);
    }

    [Fact]
    public void ImpossibleLengths_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedArray(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedArray(AlignedArray.MaxLength + 1));
    }

    [Theory]
    [InlineData(0, 41), InlineData(40, 1), InlineData(41, 0), InlineData(-1, 1), InlineData(1, -1), InlineData(int.MaxValue, int.MaxValue), InlineData(-16, 16)]
    public void NumbersThatAreNotThere_AreRefused(int start, int length)
    {
        var numbers = new AlignedArray(40);
        Assert.Contains("are not all among its 40", Assert.Throws<ArgumentOutOfRangeException>(() => { numbers.Slice(start, length); }).Message, StringComparison.Ordinal);
        Assert.True(numbers.Slice(40, 0).IsEmpty);
    }

    [Fact]
    public void RoundsUpToWholeLines() =>
        Assert.Equal([0, AlignedArray.Line, AlignedArray.Line, 2 * AlignedArray.Line], ((int[])[0, 1, AlignedArray.Line, AlignedArray.Line + 1]).Select(length => (int)AlignedArray.RoundUp(length)));

    static nint Address(AlignedArray numbers) => (nint)numbers.Pointer;

    static Real* AddressOf(Span<Real> numbers) => (Real*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(numbers));
}
