namespace HyperGan.Kernels.Tests;

public class MatrixTests
{
    [Fact]
    public void Transposed_SwapsIndices()
    {
        Real[] data = [0, 1, 2, 3, 4, 5];
        var a = new Matrix(data, rows: 2, cols: 3);
        Assert.Equal(a[0, 1, 2], a.Transposed[0, 2, 1]);
    }

    [Fact]
    public void ExpandTo_RepeatsDimensionsOfOne()
    {
        Real[] row = [1, 2, 3];
        var all = new Matrix(row, rows: 1, cols: 3).ExpandTo(4, 5, 3);
        Assert.Equal(2, all[3, 4, 1]);
    }

    [Fact]
    public void TooShortSpan_IsRefusedWithTheNumbersInvolved()
    {
        var error = Assert.Throws<ArgumentException>(() => { _ = new Matrix(new Real[5], rows: 2, cols: 3); });
        Assert.Contains("needs 6 numbers, the span has 5", error.Message, StringComparison.Ordinal);
    }
}
