using System.Numerics;

namespace HyperGan.Kernels.Tests;

public class LaneTests
{
    static readonly int _width = Vector<Real>.Count;

    /// <summary> A stretch from the middle of a row that ends where memory ends. </summary>
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(5)]
    public void AnyStride_IsReadAsWholeVectors_FromEveryPlace(int stride)
    {
        foreach (var count in Samples.Lengths.Skip(1))
        {
            const int col = 2;
            using var memory = new GuardedSpan((col + count - 1) * stride + 1);
            for (var k = 0; k < memory.Span.Length; k++)
                memory.Span[k] = k;
            var scratch = new Real[Math.Max(count, _width)];
            scratch.AsSpan().Fill(Real.NaN);
            var lane = new Lane(new(memory.Span, 1, 1, col + count, 0, 0, stride), 0, 0, col, count, scratch);
            for (var i = 0; i <= Math.Max(count, _width) - _width; i++)
                for (var k = 0; k < _width; k++)
                    Assert.Equal(stride == 0 || i + k < count ? (col + i + k) * stride : 0, lane[(nuint)i][k]);
        }
    }

    [Fact]
    public void ASpan_IsReadAsWholeVectors_WithZerosBehindAShortOne()
    {
        foreach (var count in Samples.Lengths)
        {
            using var memory = new GuardedSpan(count);
            memory.Span.Fill(3);
            var scratch = new Real[_width];
            scratch.AsSpan().Fill(Real.NaN);
            var lane = new Lane(memory.Span, scratch);
            for (var i = 0; i <= Math.Max(count, _width) - _width; i++)
                for (var k = 0; k < _width; k++)
                    Assert.Equal(i + k < count ? 3 : 0, lane[(nuint)i][k]);
        }
    }
}
