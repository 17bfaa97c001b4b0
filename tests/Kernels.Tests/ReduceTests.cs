namespace HyperGan.Kernels.Tests;

public class ReduceTests
{
    const int Stack = 2, Rows = 3;

    /// <summary> Exponents of the least and the largest power of two. </summary>
    static readonly int _least = Real.ILogB(Real.Epsilon), _largest = Real.ILogB(Real.MaxValue);

    public static TheoryData<Layout> Layouts => [.. Enum.GetValues<Layout>()];

    /// <summary> Whole numbers are summed exactly in any order, so every shape into every other must agree to the bit. </summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void EveryShapeIntoEveryOther_GivesWhatTheNaiveLoopGives(Layout layout)
    {
        foreach (var cols in Samples.Lengths.Append(300))
        {
            using var sources = new GuardedShapes(Stack, Rows, cols, layout, Samples.Whole(1));
            using var results = new GuardedShapes(Stack, Rows, cols, layout, Samples.Whole(2));
            using var gapless = new GuardedShapes(Stack, Rows, cols, Layout.Contiguous, Samples.Whole(2));
            foreach (var source in sources.All)
                foreach (var into in results.All.Concat(gapless.All))
                {
                    into.Fill(Samples.Whole(3));
                    var expected = into.Elements;
                    NaiveBroadcast.Accumulate(source.View, Like(into.View, expected), -3);
                    Reduce.Accumulate(source.View, into.View, -3);
                    Assert.Equal(expected, into.Elements);

                    into.Fill(Real.NaN);
                    expected.AsSpan().Clear();
                    NaiveBroadcast.Accumulate(source.View, Like(into.View, expected), -3);
                    Reduce.Sum(source.View, into.View, -3);
                    Assert.Equal(expected, into.Elements);
                }
        }
    }

    [Theory]
    [InlineData(3, 40, 45), InlineData(5, 1, 400), InlineData(40, 50, 1), InlineData(1, 1, 3000), InlineData(3000, 1, 1), InlineData(1, 3000, 1), InlineData(2, 7, 300)]
    public void TheOrderFollowsFromTheShape_SoAnyLayoutGivesTheSameBits(int stack, int rows, int cols)
    {
        using var plainSource = new GuardedMatrix(stack, rows, cols, Layout.Contiguous, Samples.Ragged(1));
        using var plain = new GuardedShapes(stack, rows, cols, Layout.Contiguous, _ => 0);
        foreach (var layout in Enum.GetValues<Layout>())
        {
            using var source = new GuardedMatrix(stack, rows, cols, layout, Samples.Ragged(1));
            using var results = new GuardedShapes(stack, rows, cols, layout, _ => 0);
            foreach (var (into, twin) in results.All.Zip(plain.All))
            {
                into.Fill(Samples.Ragged(2));
                twin.Fill(Samples.Ragged(2));
                Reduce.Accumulate(source.View, into.View, (Real)0.7);
                Reduce.Accumulate(plainSource.View, twin.View, (Real)0.7);
                Samples.AssertSame(twin.Elements, into.Elements, $"{layout}, {stack}×{rows}×{cols} added to {into.View.ToString()}");
                Reduce.Sum(source.View, into.View, (Real)0.7);
                Reduce.Sum(plainSource.View, twin.View, (Real)0.7);
                Samples.AssertSame(twin.Elements, into.Elements, $"{layout}, {stack}×{rows}×{cols} into {into.View.ToString()}");
            }
        }
    }

    /// <summary> scale · x is rounded before it is added: a fused product would differ between layouts and machines. </summary>
    [Fact]
    public void WhereNothingIsSummed_AValueIsThatOfItsTermsAlone()
    {
        foreach (var layout in Enum.GetValues<Layout>())
            foreach (var cols in Samples.Lengths)
            {
                using var source = new GuardedMatrix(Stack, Rows, cols, layout, Samples.Ragged(1));
                using var into = new GuardedMatrix(Stack, Rows, cols, layout, Samples.Ragged(2));
                var expected = into.Elements;
                NaiveBroadcast.Accumulate(source.View, new(expected, Stack, Rows, cols), (Real)0.7);
                Reduce.Accumulate(source.View, into.View, (Real)0.7);
                Samples.AssertSame(expected, into.Elements, $"{layout}, {cols} columns");
            }
    }

    [Fact]
    public void ASumOverNothing_IsZero_AndAddsNothing()
    {
        foreach (var (stack, rows, cols) in new[] { (0, 3, 2), (2, 0, 2), (2, 3, 0), (0, 0, 0) })
            foreach (var ones in Enumerable.Range(0, 8))
            {
                var (s, i, j) = ((ones & 1) != 0 ? 1 : stack, (ones & 2) != 0 ? 1 : rows, (ones & 4) != 0 ? 1 : cols);
                var into = new Real[s * i * j];
                into.AsSpan().Fill(5);
                Reduce.Accumulate(new([], stack, rows, cols), new(into, s, i, j));
                Assert.All(into, y => Assert.Equal(5, y));
                into.AsSpan().Fill(Real.NaN);
                Reduce.Sum(new([], stack, rows, cols), new(into, s, i, j));
                Assert.All(into, y => Assert.Equal(0, y));
            }
        Assert.Equal(0, Reduce.Sum([]));
        Assert.Equal(0, Reduce.SumOfSquares([]));
        Assert.Equal(0, Reduce.Norm([]));
        Assert.True(Real.IsNaN(Reduce.Mean([])));
    }

    [Fact]
    public void SumMeanAndSquares_OfAnyLength_AreThoseOfWholeNumbers()
    {
        foreach (var count in Samples.Lengths.Skip(1).Concat([100, 1024, 1025, 5000]))
        {
            using var x = new GuardedSpan(count);
            for (var i = 0; i < count; i++)
                x.Span[i] = i % 7 - 3;
            var (sum, squares) = (Enumerable.Range(0, count).Sum(i => i % 7 - 3), Enumerable.Range(0, count).Sum(i => (i % 7 - 3) * (i % 7 - 3)));
            Assert.Equal(sum, Reduce.Sum(x.Span));
            Assert.Equal((Real)sum / count, Reduce.Mean(x.Span));
            Assert.Equal(squares, Reduce.SumOfSquares(x.Span));
            Assert.Equal(Math.Sqrt(squares), Reduce.Norm(x.Span), 2 * (double)(Real.BitIncrement(1) - 1) * Math.Sqrt(squares));
        }
    }

    [Fact]
    public void SquaresAreRounded_BeforeTheyAreAdded()
    {
        foreach (var count in Samples.Lengths.Concat([129, 1025, 3000]))
        {
            Real[] x = [.. Enumerable.Range(0, count).Select(Samples.Ragged(1))];
            Samples.AssertSame([NaivePairwise.Sum(x.Select(v => v * v).ToArray())], [Reduce.SumOfSquares(x)], $"{count} numbers");
        }
    }

    /// <summary> ‖(3, 4) 2ᵏ‖ = 5 · 2ᵏ, exactly, wherever these numbers exist: no square overflows or underflows on the way. </summary>
    [Fact]
    public void TheNorm_IsExactOverTheWholeRangeOfExponents()
    {
        for (var k = _least; k <= _largest - 3; k++)
            Assert.Equal(Real.ScaleB(5, k), Reduce.Norm([Real.ScaleB(3, k), Real.ScaleB(-4, k)]));
    }

    [Fact]
    public void TheNormOfManyLargeOrSmallNumbers_IsThatOfTheMiddle()
    {
        Real[] scales = [(Real)1e30, (Real)1e-30, Real.ScaleB(1, _largest - 10), Real.ScaleB(1, _least)];
        foreach (var scale in scales)
        {
            var x = new Real[10_000];
            x.AsSpan().Fill(-scale);
            Assert.Equal(100, Reduce.Norm(x) / scale, (Real)1e-5);
        }
    }

    [Fact]
    public void TheNorm_IsInfiniteOnlyIfItIs_AndNaNIfAnElementIs()
    {
        Assert.Equal(Real.MaxValue, Reduce.Norm([Real.MaxValue]));
        Assert.Equal(Real.MaxValue, Reduce.Norm([0, Real.MinValue, 1]));
        Assert.Equal(Real.PositiveInfinity, Reduce.Norm([Real.MaxValue, Real.MaxValue]));
        Assert.Equal(Real.Epsilon, Reduce.Norm([-Real.Epsilon]));
        Assert.Equal(0, Reduce.Norm([0, -(Real)0]));
        foreach (var count in Samples.Lengths.Skip(1))
            for (var place = 0; place < count; place++)
            {
                var x = new Real[count];
                x[place] = Real.NegativeInfinity;
                Assert.Equal(Real.PositiveInfinity, Reduce.Norm(x));
                x[^1] = place == count - 1 ? Real.NegativeInfinity : Real.PositiveInfinity;
                Assert.Equal(Real.PositiveInfinity, Reduce.Norm(x));
                x[place] = Real.NaN;
                Assert.True(Real.IsNaN(Reduce.Norm(x)), $"NaN at {place} of {count} is lost.");
            }
    }

    [Fact]
    public void NaNAndInfinities_ReachTheirOwnSumsOnly()
    {
        for (var place = 0; place < 12; place++)
        {
            var x = new Real[12];
            x[place] = Real.NaN;
            Real[] rows = new Real[3], cols = new Real[4];
            Reduce.Sum(new(x, 3, 4), new(rows, 3, 1));
            Reduce.Sum(new(x, 3, 4), new(cols, 1, 4));
            for (var i = 0; i < 3; i++)
                Assert.Equal(i == place / 4 ? Real.NaN : 0, rows[i]);
            for (var j = 0; j < 4; j++)
                Assert.Equal(j == place % 4 ? Real.NaN : 0, cols[j]);
        }
        Assert.Equal(Real.NegativeInfinity, Reduce.Sum([1, Real.NegativeInfinity, 2]));
        Assert.True(Real.IsNaN(Reduce.Sum([Real.PositiveInfinity, 1, Real.NegativeInfinity])));
    }

    [Fact]
    public void ShapesThatDoNotFit_AreRefused_AndTheResultIsLeftAlone()
    {
        Real[] into = [.. Enumerable.Range(0, 24).Select(i => (Real)i)], kept = [.. into], source = new Real[24];
        Samples.AssertRefused<ArgumentException>("Reduce.Sum: 1×2×3 does not fit 1×3×3", () => Reduce.Sum(new(source, 2, 3), new(into, 3, 3)));
        Samples.AssertRefused<ArgumentException>("Reduce.Sum: 1×2×3 does not fit 1×2×2", () => Reduce.Sum(new(source, 2, 3), new(into, 2, 2)));
        Samples.AssertRefused<ArgumentException>("Reduce.Accumulate: 2×1×3 does not fit 3×2×1", () => Reduce.Accumulate(new(source, 2, 1, 3), new(into, 3, 2, 1)));
        Samples.AssertRefused<ArgumentException>("Reduce.Accumulate: 0×2×3 does not fit 2×2×3", () => Reduce.Accumulate(new(source, 0, 2, 3), new(into, 2, 2, 3)));
        Assert.Equal(kept, into);
    }

    static Matrix Like(Matrix shape, Real[] data) => new(data, shape.Stack, shape.Rows, shape.Cols);
}
