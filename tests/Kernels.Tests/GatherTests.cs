namespace HyperGan.Kernels.Tests;

public class GatherTests
{
    const int Rows = 4;

    static readonly int[] _rows = [3, 0, 0, 2, 3, 3];

    public static TheoryData<Layout, Layout> Layouts =>
        [.. from source in Enum.GetValues<Layout>() from result in Enum.GetValues<Layout>() select (source, result)];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Rows_AreCopied_FromEveryStackOrASharedOne(Layout source, Layout result)
    {
        foreach (var cols in Samples.Lengths)
            foreach (var (stack, sourceStack) in new[] { (1, 1), (3, 3), (3, 1), (0, 0), (0, 1) })
            {
                using var x = new GuardedMatrix(sourceStack, Rows, cols, source, Samples.Ragged(1));
                using var into = new GuardedMatrix(stack, _rows.Length, cols, result);
                Gather.Rows(x.View, _rows, into.View);
                for (var s = 0; s < stack; s++)
                    for (var i = 0; i < _rows.Length; i++)
                        for (var j = 0; j < cols; j++)
                            Assert.Equal(x.View[Math.Min(s, sourceStack - 1), _rows[i], j], into.View[s, i, j]);
            }
    }

    /// <summary> Rows are added one after the other, in the order of s, then i, so the twin agrees to the bit. </summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void TheAdjoint_AddsRowsInTheirOrder_ToEveryStackOrASharedOne(Layout source, Layout result)
    {
        foreach (var cols in Samples.Lengths)
            foreach (var (stack, intoStack) in new[] { (1, 1), (3, 3), (3, 1), (0, 0), (0, 1) })
            {
                using var dy = new GuardedMatrix(stack, _rows.Length, cols, source, Samples.Ragged(1));
                using var into = new GuardedMatrix(intoStack, Rows, cols, result, Samples.Ragged(2));
                var expected = into.Elements;
                for (var s = 0; s < stack; s++)
                    for (var i = 0; i < _rows.Length; i++)
                        for (var j = 0; j < cols; j++)
                            expected[(Math.Min(s, intoStack - 1) * Rows + _rows[i]) * cols + j] += dy.View[s, i, j];
                Gather.AccumulateRows(dy.View, _rows, into.View);
                Samples.AssertSame(expected, into.Elements, $"{stack} stacks into {intoStack}, {cols} columns");
            }
    }

    [Fact]
    public void NaNAndInfinities_GoWithTheirRow()
    {
        Real[] x = [1, Real.NaN, Real.PositiveInfinity, 2], y = new Real[6];
        Gather.Rows(new(x, 2, 2), [1, 0, 1], new(y, 3, 2));
        Assert.Equal([Real.PositiveInfinity, 2, 1, Real.NaN, Real.PositiveInfinity, 2], y);

        Real[] dx = new Real[6];
        Gather.AccumulateRows(new(x, 2, 2), [2, 0], new(dx, 3, 2));
        Assert.Equal([Real.PositiveInfinity, 2, 0, 0, 1, Real.NaN], dx);
    }

    [Fact]
    public void NoIndices_NothingIsDone()
    {
        Real[] kept = [1, 2];
        Gather.Rows(new(kept, 1, 2), [], new([], 0, 2));
        Gather.AccumulateRows(new([], 0, 2), [], new(kept, 1, 2));
        Assert.Equal([1, 2], kept);
    }

    [Theory]
    [InlineData(4), InlineData(-1), InlineData(int.MaxValue), InlineData(int.MinValue)]
    public void AnIndexThatIsNoRow_IsNamedWithItsPlace_BeforeAnythingIsWritten(int index)
    {
        Real[] into = [.. Enumerable.Range(0, 12).Select(i => (Real)i)], kept = [.. into];
        int[] rows = [0, 1, index];
        var words = $"index {index} at position 2 is not one of the 4 rows; give indices from 0 to 3";
        Refuse($"Gather.Rows: {words}", () => Gather.Rows(new(new Real[12], 4, 3), rows, new(into, 3, 3)));
        Refuse($"Gather.AccumulateRows: {words}", () => Gather.AccumulateRows(new(new Real[9], 3, 3), rows, new(into, 4, 3)));
        Assert.Equal(kept, into);

        static void Refuse(string words, Action call) => Samples.AssertRefused<ArgumentOutOfRangeException>(words, call);
    }

    [Fact]
    public void WithoutARow_ThereIsNothingToPickFrom()
    {
        Refuse("Gather.Rows", () => Gather.Rows(new([], 0, 3), [0], new(new Real[3], 1, 3)));
        Refuse("Gather.AccumulateRows", () => Gather.AccumulateRows(new(new Real[3], 1, 3), [0], new([], 0, 3)));

        static void Refuse(string name, Action call) =>
            Samples.AssertRefused<ArgumentOutOfRangeException>($"{name}: index 0 at position 0: there is no row to pick from", call);
    }

    [Fact]
    public void ShapesThatDoNotFit_AreRefused_AndTheResultIsLeftAlone()
    {
        Real[] into = [.. Enumerable.Range(0, 24).Select(i => (Real)i)], kept = [.. into], other = new Real[24];
        Refuse("Gather.Rows: 2 rows of 1×4×3 cannot fill 1×3×3", () => Gather.Rows(new(other, 4, 3), [0, 1], new(into, 3, 3)));
        Refuse("Gather.Rows: 2 rows of 1×4×3 cannot fill 1×2×2", () => Gather.Rows(new(other, 4, 3), [0, 1], new(into, 2, 2)));
        Refuse("Gather.Rows: 2 rows of 2×4×3 cannot fill 1×2×3", () => Gather.Rows(new(other, 2, 4, 3), [0, 1], new(into, 2, 3)));
        Refuse("Gather.AccumulateRows: 1×3×3 cannot be added to 2 rows of 1×4×3", () => Gather.AccumulateRows(new(other, 3, 3), [0, 1], new(into, 4, 3)));
        Refuse("Gather.AccumulateRows: 1×2×2 cannot be added to 2 rows of 1×4×3", () => Gather.AccumulateRows(new(other, 2, 2), [0, 1], new(into, 4, 3)));
        Refuse("Gather.AccumulateRows: 1×2×3 cannot be added to 2 rows of 2×4×3", () => Gather.AccumulateRows(new(other, 2, 3), [0, 1], new(into, 2, 4, 3)));
        Assert.Equal(kept, into);

        static void Refuse(string words, Action call) => Samples.AssertRefused<ArgumentException>(words, call);
    }
}
