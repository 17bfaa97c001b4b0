using System.Numerics;

namespace HyperGan.Kernels.Tests;

public class BroadcastTests
{
    const int Stack = 2, Rows = 3;

    public static TheoryData<Layout> Layouts => [.. Enum.GetValues<Layout>()];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void EveryPairOfOperands_GivesWhatTheNaiveLoopGives(Layout layout)
    {
        foreach (var cols in Samples.Lengths.Concat([127, 128, 129, 300]))
        {
            using var a = new GuardedShapes(Stack, Rows, cols, layout, Samples.Ragged(1));
            using var b = new GuardedShapes(Stack, Rows, cols, layout, Samples.Ragged(2));
            using var gapless = new GuardedMatrix(Stack, Rows, cols, Layout.Contiguous);
            using var same = new GuardedMatrix(Stack, Rows, cols, layout);
            foreach (var left in a.All)
                foreach (var right in b.All)
                {
                    var expected = NaiveBroadcast.Apply(left.View, right.View, Stack, Rows, cols, (x, y) => x / y);
                    foreach (var into in (GuardedMatrix[])[gapless, same])
                    {
                        into.Fill(Real.NaN);
                        Broadcast.Apply<Quotient>(left.View, right.View, into.View);
                        Samples.AssertSame(expected, into.Elements, $"{left.View.ToString()} / {right.View.ToString()}");
                    }
                }
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void TheResult_MayBeAnOperandItself(Layout layout)
    {
        foreach (var cols in Samples.Lengths.Append(300))
        {
            using var other = new GuardedShapes(Stack, Rows, cols, layout, Samples.Ragged(1));
            using var into = new GuardedMatrix(Stack, Rows, cols, layout);
            foreach (var operand in other.All)
            {
                into.Fill(Samples.Ragged(2));
                var expected = NaiveBroadcast.Apply(into.View, operand.View, Stack, Rows, cols, (x, y) => x / y);
                Broadcast.Apply<Quotient>(into.View, operand.View, into.View);
                Samples.AssertSame(expected, into.Elements, "result in the left operand");

                into.Fill(Samples.Ragged(2));
                expected = NaiveBroadcast.Apply(operand.View, into.View, Stack, Rows, cols, (x, y) => x / y);
                Broadcast.Apply<Quotient>(operand.View, into.View, into.View);
                Samples.AssertSame(expected, into.Elements, "result in the right operand");
            }
            into.Fill(Samples.Ragged(2));
            Broadcast.Apply<Quotient>(into.View, into.View, into.View);
            Assert.All(into.Elements, y => Assert.Equal(1, y));
        }
    }

    /// <summary> The product is rounded before the difference: an expression fused in the body but not in the tail would show. </summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void AValue_IsThatOfItsOperandsAlone(Layout layout)
    {
        foreach (var cols in Samples.Lengths)
        {
            using var a = new GuardedMatrix(Stack, Rows, cols, layout, Samples.Ragged(1));
            using var b = new GuardedMatrix(Stack, Rows, cols, layout, Samples.Ragged(2));
            using var into = new GuardedMatrix(Stack, Rows, cols, layout);
            Broadcast.Apply<Remainder>(a.View, b.View, into.View);
            var alone = new Real[Stack * Rows * cols];
            for (var n = 0; n < alone.Length; n++)
                Broadcast.Apply<Remainder>(new([a.Elements[n]], 1, 1), new([b.Elements[n]], 1, 1), new(alone.AsSpan(n), 1, 1));
            Samples.AssertSame(alone, into.Elements, $"{cols} columns");
        }
    }

    [Fact]
    public void NaNAndInfinities_SpoilTheirOwnPlaceOnly()
    {
        Real[] special = [Real.NaN, Real.PositiveInfinity, Real.NegativeInfinity, 0, -(Real)0];
        foreach (var cols in Samples.Lengths.Skip(1))
            for (var place = 0; place < cols; place++)
                foreach (var value in special)
                {
                    Real[] a = new Real[cols], b = new Real[cols], y = new Real[cols], expected = new Real[cols];
                    a.AsSpan().Fill(3);
                    b.AsSpan().Fill(2);
                    expected.AsSpan().Fill((Real)1.5);
                    (b[place], expected[place]) = (value, 3 / value);
                    Broadcast.Apply<Quotient>(new(a, 1, cols), new(b, 1, cols), new(y, 1, cols));
                    Samples.AssertSame(expected, y, $"3 / {value}");
                }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void TheAdjoint_AddsWhatTheNaiveLoopAdds_ForEveryShapeOfOperandsAndGradient(Layout layout)
    {
        foreach (var cols in Samples.EdgeLengths)
        {
            using var a = new GuardedShapes(Stack, Rows, cols, layout, Samples.Whole(1));
            using var b = new GuardedShapes(Stack, Rows, cols, layout, Samples.Whole(2));
            using var y = new GuardedMatrix(Stack, Rows, cols, layout, Samples.Whole(3));
            using var dy = new GuardedMatrix(Stack, Rows, cols, layout, Samples.Whole(4));
            using var gradients = new GuardedShapes(Stack, Rows, cols, layout, Samples.Whole(5));
            using var twins = new GuardedShapes(Stack, Rows, cols, layout, Samples.Whole(5));
            foreach (var left in a.All)
                foreach (var right in b.All)
                    foreach (var (into, twin) in gradients.All.Zip(twins.All))
                    {
                        into.Fill(Samples.Whole(6));
                        twin.Fill(Samples.Whole(6));
                        Broadcast.Accumulate<Mixed>(left.View, right.View, y.View, dy.View, into.View);
                        NaiveBroadcast.Accumulate(left.View, right.View, y.View, dy.View, twin.View, (l, r, v) => l - r * v);
                        Samples.AssertSame(twin.Elements, into.Elements, $"{left.View.ToString()} and {right.View.ToString()} into {into.View.ToString()}");
                    }
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void WhereNothingIsSummed_TheAdjointIsRoundedTwice_AtAnyLength(Layout layout)
    {
        foreach (var cols in Samples.Lengths.Concat([127, 128, 129, 300]))
        {
            using var a = new GuardedMatrix(Stack, Rows, cols, layout, Samples.Ragged(1));
            using var b = new GuardedMatrix(1, 1, cols, layout, Samples.Ragged(2));
            using var y = new GuardedMatrix(Stack, Rows, cols, layout, Samples.Ragged(3));
            using var dy = new GuardedMatrix(Stack, Rows, cols, layout, Samples.Ragged(4));
            using var into = new GuardedMatrix(Stack, Rows, cols, layout, Samples.Ragged(5));
            var expected = into.Elements;
            NaiveBroadcast.Accumulate(a.View, b.View, y.View, dy.View, new(expected, Stack, Rows, cols), (l, r, v) => l - r * v);
            Broadcast.Accumulate<Mixed>(a.View, b.View, y.View, dy.View, into.View);
            Samples.AssertSame(expected, into.Elements, $"{cols} columns");
        }
    }

    /// <summary> Sums of rounded products: any layout, and any order in which <see cref="Reduce"/> would add the products, gives the same bits. </summary>
    [Theory]
    [InlineData(3, 40, 45), InlineData(5, 1, 400), InlineData(40, 50, 1), InlineData(1, 1, 3000), InlineData(3000, 1, 1), InlineData(2, 7, 300)]
    public void TheAdjointsSum_HasTheBitsOfReduce_InAnyLayout(int stack, int rows, int cols)
    {
        using var plain = new GuardedShapes(stack, rows, cols, Layout.Contiguous, _ => 0);
        foreach (var layout in Enum.GetValues<Layout>())
        {
            using var a = new GuardedMatrix(stack, rows, cols, layout, Samples.Ragged(1));
            using var b = new GuardedMatrix(1, 1, cols, layout, Samples.Ragged(2));
            using var dy = new GuardedMatrix(stack, rows, cols, layout, Samples.Ragged(3));
            using var gradients = new GuardedShapes(stack, rows, cols, layout, Samples.Ragged(4));
            var products = new Real[stack * rows * cols];
            NaiveBroadcast.Accumulate(a.View, b.View, a.View, dy.View, new(products, stack, rows, cols), (l, r, v) => l - r * v);
            foreach (var (into, twin) in gradients.All.Zip(plain.All))
            {
                twin.Fill(Samples.Ragged(4));
                into.Fill(Samples.Ragged(4));
                Reduce.Accumulate(new(products, stack, rows, cols), twin.View);
                Broadcast.Accumulate<Mixed>(a.View, b.View, a.View, dy.View, into.View);
                Samples.AssertSame(twin.Elements, into.Elements, $"{layout}, {stack}×{rows}×{cols} into {into.View.ToString()}");
            }
        }
    }

    [Fact]
    public void AGradientThatRepeats_TakesTheSum()
    {
        Real[] dy = [1, 2, 3, 4, 5, 6], into = [10];
        var y = new Matrix(dy, 2, 3);
        Broadcast.Accumulate<One>(y, y, y, y, new Matrix(into, 1, 1).ExpandTo(1, 2, 3));
        Assert.Equal([31], into);
    }

    [Fact]
    public void NoElements_NothingIsRead_AndNothingWritten()
    {
        Real[] kept = [7];
        foreach (var (stack, rows, cols) in new[] { (0, 1, 1), (1, 0, 1), (1, 1, 0), (0, 0, 0) })
        {
            Broadcast.Apply<Quotient>(new(kept, 1, 1), new(kept, 1, 1), new(kept, stack, rows, cols));
            var none = new Matrix(kept, stack, rows, cols);
            Broadcast.Accumulate<Mixed>(none, new(kept, 1, 1), none, none, new(kept, 1, 1));
        }
        Assert.Equal([7], kept);
    }

    [Fact]
    public void OperandsThatDoNotFit_AreRefused_AndTheResultIsLeftAlone()
    {
        Real[] one = new Real[24], kept = [.. one.Select((_, i) => (Real)i)];
        Real[] into = [.. kept];
        Refuse("Broadcast.Apply<Quotient>: 1×2×3 and 1×2×4 cannot fill 1×2×3", () => Broadcast.Apply<Quotient>(new(one, 2, 3), new(one, 2, 4), new(into, 2, 3)));
        Refuse("1×4×3 and 1×2×3 cannot fill 1×2×3", () => Broadcast.Apply<Quotient>(new(one, 4, 3), new(one, 2, 3), new(into, 2, 3)));
        Refuse("3×1×1 and 1×1×1 cannot fill 2×2×3", () => Broadcast.Apply<Quotient>(new(one, 3, 1, 1), new(one, 1, 1), new(into, 2, 2, 3)));
        Refuse("1×2×3 and 1×2×3 cannot fill 1×1×3", () => Broadcast.Apply<Quotient>(new(one, 2, 3), new(one, 2, 3), new(into, 1, 3)));
        foreach (var shared in (int[])[0, 1, 2])
            Refuse("elements of the 2×2×3 result share one place", () => Broadcast.Apply<Quotient>(
                new(one, 2, 2, 3), new(one, 1, 1), new Matrix(into, shared == 0 ? 1 : 2, shared == 1 ? 1 : 2, shared == 2 ? 1 : 3).ExpandTo(2, 2, 3)));
        Refuse("Broadcast.Accumulate<Mixed>: dy is 1×3×2, y is 1×2×3", () =>
            Broadcast.Accumulate<Mixed>(new(one, 2, 3), new(one, 2, 3), new(one, 2, 3), new(one, 3, 2), new(into, 2, 3)));
        Refuse("operands 1×2×4 and 1×1×3 and gradient 1×2×3 do not fit the result's 1×2×3", () =>
            Broadcast.Accumulate<Mixed>(new(one, 2, 4), new(one, 1, 3), new(one, 2, 3), new(one, 2, 3), new(into, 2, 3)));
        Refuse("gradient 1×3×3 do not fit the result's 1×2×3", () =>
            Broadcast.Accumulate<Mixed>(new(one, 2, 3), new(one, 1, 3), new(one, 2, 3), new(one, 2, 3), new(into, 3, 3)));
        Assert.Equal(kept, into);

        static void Refuse(string words, Action call) => Samples.AssertRefused<ArgumentException>(words, call);
    }

    [Fact]
    public void WhereAMaskIs0_NothingPasses_NotEvenInfinity()
    {
        Real[] open = [1, 0, 1, 0, 1, 1], dy = [1, Real.PositiveInfinity, 2, Real.NaN, 3, 4], all = new Real[6], sums = new Real[3];
        Broadcast.Accumulate<Open>(new(open, 2, 3), new(open, 2, 3), new(open, 2, 3), new(dy, 2, 3), new(all, 2, 3));
        Broadcast.Accumulate<Open>(new(open, 2, 3), new(open, 2, 3), new(open, 2, 3), new(dy, 2, 3), new(sums, 1, 3));
        Assert.Equal([1, 0, 2, 0, 3, 4], all);
        Assert.Equal([1, 3, 6], sums);
    }

    readonly struct Quotient : IBinary
    {
        public static Vector<Real> Value(Vector<Real> a, Vector<Real> b) => a / b;
    }

    readonly struct Remainder : IBinary
    {
        public static Vector<Real> Value(Vector<Real> a, Vector<Real> b) => a - a * b;
    }

    readonly struct Mixed : ISlope
    {
        public static Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y) => a - b * y;
    }

    readonly struct One : ISlope
    {
        public static Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y) => Vector<Real>.One;
    }

    readonly struct Open : ISlope
    {
        public static bool IsMask => true;

        public static Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y) => a;
    }
}
