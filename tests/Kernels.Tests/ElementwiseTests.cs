using System.Numerics;

namespace HyperGan.Kernels.Tests;

public class ElementwiseTests
{
    [Fact]
    public void AFunction_GivesWhatTheNaiveLoopGives_AtAnyLength_InItsOwnPlaceToo()
    {
        foreach (var count in Samples.Lengths.Append(1000))
        {
            using GuardedSpan x = new(count), y = new(count);
            Fill(x.Span, 1);
            y.Span.Fill(Real.NaN);
            var expected = new Real[count];
            for (var i = 0; i < count; i++)
                expected[i] = 1 / x.Span[i] - x.Span[i] * x.Span[i];
            Elementwise.Apply<Curve>(x.Span, y.Span);
            Samples.AssertSame(expected, y.Span, $"{count} numbers");
            Elementwise.Apply<Curve>(x.Span, x.Span);
            Samples.AssertSame(expected, x.Span, $"{count} numbers in place");
        }
    }

    /// <summary> The first is written over NaN: one read of it would show. </summary>
    [Theory]
    [InlineData(false), InlineData(true)]
    public void TheAdjoint_AddsProductsThatAreRounded_OrIsTheFirst_AtAnyLength(bool isFirst)
    {
        foreach (var count in Samples.Lengths.Append(1000))
        {
            using GuardedSpan x = new(count), y = new(count), dy = new(count), dx = new(count);
            Fill(x.Span, 1);
            Fill(y.Span, 2);
            Fill(dy.Span, 3);
            Fill(dx.Span, 4);
            var expected = new Real[count];
            for (var i = 0; i < count; i++)
                expected[i] = (isFirst ? 0 : dx.Span[i]) + dy.Span[i] * (x.Span[i] - y.Span[i] * y.Span[i]);
            if (isFirst)
            {
                dx.Span.Fill(Real.NaN);
                Elementwise.MultiplySlope<Curve>(x.Span, y.Span, dy.Span, dx.Span);
            }
            else
                Elementwise.AccumulateSlope<Curve>(x.Span, y.Span, dy.Span, dx.Span);
            Samples.AssertSame(expected, dx.Span, $"{count} numbers");
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(8)]
    public void ASlopeFromTheValue_MultipliesTheGradient_InItsOwnPlaceToo_ForAnyTeam(int workers)
    {
        using var team = new Team(workers);
        foreach (var count in Samples.Lengths.Concat([16_383, 16_384, 16_385, 50_001]))
        {
            using GuardedSpan y = new(count), dy = new(count), dz = new(count);
            Fill(y.Span, 1);
            Fill(dy.Span, 2);
            dz.Span.Fill(Real.NaN);
            var expected = new Real[count];
            for (var i = 0; i < count; i++)
                expected[i] = dy.Span[i] * (y.Span[i] - y.Span[i] * y.Span[i]);
            Elementwise.MultiplySlope<Curve>(y.Span, dy.Span, dz.Span, team);
            Samples.AssertSame(expected, dz.Span, $"{count} numbers");
            Elementwise.MultiplySlope<Curve>(y.Span, dy.Span, dy.Span, team);
            Samples.AssertSame(expected, dy.Span, $"{count} numbers in place");
        }
    }

    /// <summary> Beyond a stretch, the pieces of any team join without a seam: they give what the naive loop gives. </summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(8)]
    public void LongOperands_GiveWhatTheNaiveLoopGives_ForAnyTeam(int workers)
    {
        using var team = new Team(workers);
        foreach (var count in new[] { Stretch.Size, Stretch.Size + 1, (3 * Stretch.Size) + 7 })
        {
            using GuardedSpan a = new(count), b = new(count), y = new(count), dy = new(count), into = new(count);
            Fill(a.Span, 1);
            Fill(b.Span, 2);
            Fill(dy.Span, 3);
            Check("value of one", (a, _, _, _, _) => -a, to => Elementwise.Forward<Negated>(a.Span, to, team));
            Check("value of two", (a, b, _, _, _) => a - b * b, to => Elementwise.Apply<Difference>(a.Span, b.Span, to, team));
            Fill(y.Span, 4);
            Check("slope times gradient", (a, _, y, dy, _) => dy * (a - y * y), to => Elementwise.MultiplySlope<Curve>(a.Span, y.Span, dy.Span, to, team));
            Check("slope of one", (a, _, y, dy, into) => into + dy * (a - y * y), to => Elementwise.AccumulateSlope<Curve>(a.Span, y.Span, dy.Span, to, team));
            Check("slope of two", (a, b, y, dy, into) => into + dy * (b - y), to => Elementwise.AccumulateSlope<Difference>(a.Span, b.Span, y.Span, dy.Span, to, team));

            void Check(string what, Func<Real, Real, Real, Real, Real, Real> f, ResultWriter write)
            {
                Fill(into.Span, 5);
                var expected = new Real[count];
                for (var i = 0; i < count; i++)
                    expected[i] = f(a.Span[i], b.Span[i], y.Span[i], dy.Span[i], into.Span[i]);
                write(into.Span);
                Samples.AssertSame(expected, into.Span, $"{what}, {count} numbers");
            }
        }
    }

    [Fact]
    public void AValue_IsThatOfItsArgumentAlone()
    {
        foreach (var count in Samples.Lengths)
        {
            Real[] x = new Real[count], y = new Real[count], dx = new Real[count], alone = new Real[count], dxAlone = new Real[count];
            Fill(x, 1);
            Elementwise.Apply<Curve>(x, y);
            Elementwise.AccumulateSlope<Curve>(x, y, x, dx);
            for (var i = 0; i < count; i++)
            {
                Elementwise.Apply<Curve>(x.AsSpan(i, 1), alone.AsSpan(i, 1));
                Elementwise.AccumulateSlope<Curve>(x.AsSpan(i, 1), alone.AsSpan(i, 1), x.AsSpan(i, 1), dxAlone.AsSpan(i, 1));
            }
            Samples.AssertSame(alone, y, $"value, {count} numbers");
            Samples.AssertSame(dxAlone, dx, $"slope, {count} numbers");
        }
    }

    [Fact]
    public void NaNAndInfinities_SpoilTheirOwnPlaceOnly()
    {
        foreach (var value in (Real[])[Real.NaN, Real.PositiveInfinity, 0, -(Real)0])
            foreach (var count in Samples.Lengths.Skip(1))
                for (var place = 0; place < count; place++)
                {
                    Real[] x = new Real[count], y = new Real[count], expected = new Real[count];
                    x.AsSpan().Fill(2);
                    expected.AsSpan().Fill((Real)(-3.5));
                    (x[place], expected[place]) = (value, 1 / value - value * value);
                    Elementwise.Apply<Curve>(x, y);
                    Samples.AssertSame(expected, y, $"{value} at {place} of {count}");
                }
    }

    [Fact]
    public void LengthsThatDiffer_AreRefused_AndTheResultIsLeftAlone()
    {
        Real[] kept = [1, 2, 3], two = new Real[2], three = new Real[3];
        Refuse("Elementwise.Apply<Curve>: x and y have 2 and 3 numbers", () => Elementwise.Apply<Curve>(two, kept));
        Refuse("Elementwise.AccumulateSlope<Curve>: x, y, dy and dx have 2, 3, 3 and 3 numbers", () => Elementwise.AccumulateSlope<Curve>(two, three, three, kept));
        Refuse("have 3, 2, 3 and 3 numbers", () => Elementwise.AccumulateSlope<Curve>(three, two, three, kept));
        Refuse("have 3, 3, 2 and 3 numbers", () => Elementwise.AccumulateSlope<Curve>(three, three, two, kept));
        Refuse("have 2, 2, 2 and 3 numbers", () => Elementwise.AccumulateSlope<Curve>(two, two, two, kept));
        Refuse("Elementwise.MultiplySlope<Curve>: y, dy and dz have 2, 3 and 3 numbers", () => Elementwise.MultiplySlope<Curve>(two, three, kept));
        Refuse("have 3, 2 and 3 numbers", () => Elementwise.MultiplySlope<Curve>(three, two, kept));
        Assert.Equal([1, 2, 3], kept);

        static void Refuse(string words, Action call) => Samples.AssertRefused<ArgumentException>(words, call);
    }

    [Fact]
    public void WhereAMaskIs0_NothingPasses_NotEvenInfinity()
    {
        foreach (var count in Samples.Lengths.Skip(1))
        {
            Real[] y = new Real[count], dy = new Real[count], dx = new Real[count], dz = new Real[count], expected = new Real[count];
            for (var i = 0; i < count; i++)
                (y[i], dy[i], expected[i]) = i % 3 == 1 ? (0, Real.PositiveInfinity, 0) : (1, i, i);
            Elementwise.AccumulateSlope<Open>(y, y, dy, dx);
            Elementwise.MultiplySlope<Open>(y, dy, dz);
            Samples.AssertSame(expected, dx, $"added, {count} numbers");
            Samples.AssertSame(expected, dz, $"multiplied, {count} numbers");
        }
    }

    delegate void ResultWriter(Span<Real> to);

    static void Fill(Span<Real> x, int seed)
    {
        var number = Samples.Ragged(seed);
        for (var i = 0; i < x.Length; i++)
            x[i] = number(i);
    }

    /// <summary> y = 1/x − x², and a slope that is not its own but reads x and y. </summary>
    readonly struct Curve : IMapValue, IMapSlope
    {
        public static Vector<Real> Value(Vector<Real> x) => Vector<Real>.One / x - x * x;

        public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => x - y * y;
    }

    /// <summary> y = a − b², and a slope that is not its own but reads b and y. </summary>
    readonly struct Difference : IBinary, ISlope
    {
        public static Vector<Real> Value(Vector<Real> a, Vector<Real> b) => a - b * b;

        public static Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y) => b - y;
    }

    /// <summary> A mask that is open where y is 1. </summary>
    readonly struct Open : IMapSlope
    {
        public static bool IsMask => true;

        public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => y;
    }
}
