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

    /// <summary> Three products of 2⁶² add up to more than a long holds; a sum that wraps round would let the view pass. </summary>
    [Fact]
    public void SizesWhoseProductsOverflow_AreRefused()
    {
        const int huge = int.MaxValue;
        var error = Assert.Throws<ArgumentException>(() => { _ = new Matrix(new Real[5], huge, huge, huge, huge, huge, huge); });
        Assert.Contains("needs 13835058035954810887 numbers, the span has 5", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => { _ = new Matrix(new Real[5], huge, huge, huge); });
    }

    [Fact]
    public void NegativeSizesAndStrides_AreRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => { _ = new Matrix(new Real[5], 1, -2, 2); });
        Assert.Contains("1×-2×2 with strides", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => { _ = new Matrix(new Real[5], 1, 2, 2, 4, -2, 1); });
        Assert.Contains("strides (4, -2, 1) must not be negative", error.Message, StringComparison.Ordinal);
    }

    /// <summary> A repeated number may stand for more than 2³¹ elements, which no single row can: joined, they would be none at all. </summary>
    [Fact]
    public void RowsTooLongForOne_AreNotJoined()
    {
        Assert.False(new Matrix(new Real[1], 1, 1).ExpandTo(1, 65_536, 65_536).RowsJoin);
        Assert.True(new Matrix(new Real[1], 1, 1).ExpandTo(1, 65_536, 32_767).RowsJoin);
    }
}
