namespace HyperGan.Kernels.Tests;

/// <summary> Gradient steps against their formulas, element by element in double, as PyTorch's documentation states them. </summary>
public class UpdateTests
{
    static readonly double _tolerance = 16 * (double)(Real.BitIncrement(1) - 1);

    delegate void Rule(ref double p, double g, ref double m, ref double v, int step);

    [Theory]
    [InlineData(0, 0), InlineData(0.3, 0), InlineData(0, 0.3), InlineData(0.2, 0.1)]
    public void Adam_IsItsFormula_AtAnyLength(double weightDecay, double penalty)
    {
        foreach (var count in Samples.Lengths.Append(1000))
            Compare(
                count,
                (p, g, m, v, step) => Update.Adam(p, g, m, v, AdamStep.At(step, 0.02, 0.9, 0.99, 1e-6, weightDecay, penalty)),
                (ref double p, double g, ref double m, ref double v, int step) =>
                {
                    p -= 0.02 * weightDecay * p;
                    g += penalty * p;
                    m = 0.9 * m + (1 - 0.9) * g;
                    v = 0.99 * v + (1 - 0.99) * g * g;
                    p -= 0.02 * (m / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v / (1 - Math.Pow(0.99, step))) + 1e-6);
                });
    }

    [Theory]
    [InlineData(0, 0, false, 0), InlineData(0, 0, false, 0.1), InlineData(0.9, 0, false, 0), InlineData(0.9, 0, false, 0.1)]
    [InlineData(0.9, 0.5, false, 0.1), InlineData(0.9, 0, true, 0), InlineData(0.9, 0, true, 0.1)]
    public void Sgd_IsItsFormula_AtAnyLength(double momentum, double dampening, bool nesterov, double weightDecay)
    {
        foreach (var count in Samples.Lengths.Append(1000))
            Compare(
                count,
                (p, g, m, _, step) => Update.Sgd(p, g, m, (Real)0.05, (Real)momentum, (Real)dampening, nesterov, (Real)weightDecay, first: step == 1),
                (ref double p, double g, ref double m, ref double v, int step) =>
                {
                    g += weightDecay * p;
                    if (momentum != 0)
                        m = step == 1 ? g : momentum * m + (1 - dampening) * g;
                    p -= 0.05 * (momentum == 0 ? g : nesterov ? g + momentum * m : m);
                });
    }

    delegate void Kernel(Span<Real> p, ReadOnlySpan<Real> g, Span<Real> m, Span<Real> v, int step);

    static void Compare(int count, Kernel kernel, Rule rule)
    {
        using GuardedSpan p = new(count), g = new(count), m = new(count), v = new(count);
        var random = new Random(count);
        double[] expected = new double[count], mean = new double[count], square = new double[count];
        for (var i = 0; i < count; i++)
            (p.Span[i], m.Span[i], v.Span[i]) = ((Real)(expected[i] = (float)(4 * random.NextDouble() - 2)), 0, 0);
        for (var step = 1; step <= 10; step++)
        {
            for (var i = 0; i < count; i++)
                g.Span[i] = (float)(4 * random.NextDouble() - 2);
            kernel(p.Span, g.Span, m.Span, v.Span, step);
            for (var i = 0; i < count; i++)
                rule(ref expected[i], g.Span[i], ref mean[i], ref square[i], step);
        }
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(expected[i], p.Span[i], _tolerance);
            Assert.Equal(mean[i], m.Span[i], 4 * _tolerance);
            Assert.Equal(square[i], v.Span[i], 4 * _tolerance);
        }
    }

    /// <summary> The corrected means of a constant gradient are g and g², so p moves by the rate against g's sign, however large g is. </summary>
    [Fact]
    public void UnderAConstantGradient_AdamMovesByTheRate()
    {
        Real[] g = [3, (Real)(-1e-3), 1000, (Real)(-1e6)], p = new Real[4], m = new Real[4], v = new Real[4];
        for (var step = 1; step <= 5; step++)
        {
            Update.Adam(p, g, m, v, AdamStep.At(step, rate: 0.25, epsilon: 0));
            for (var i = 0; i < g.Length; i++)
                Assert.Equal(-0.25 * step * Real.Sign(g[i]), p[i], 10 * _tolerance);
        }
    }

    /// <summary> g = 1, then −1: the corrected mean is (0.09 − 0.1)/0.19 = −1/19, the corrected square 1. </summary>
    [Fact]
    public void AfterAGradientThatTurns_AdamMovesByANineteenth()
    {
        Real[] p = [0], m = [0], v = [0];
        Update.Adam(p, [1], m, v, AdamStep.At(1, rate: 1, epsilon: 0));
        Update.Adam(p, [-1], m, v, AdamStep.At(2, rate: 1, epsilon: 0));
        Assert.Equal(-18.0 / 19, p[0], _tolerance);
        Assert.Equal(-0.01, m[0], _tolerance);
        Assert.Equal(0.001999, v[0], _tolerance);
    }

    [Fact]
    public void WithoutGradient_AdamWShrinksTheWeights_AndAPenaltyMovesThemByTheRate()
    {
        Real[] decayed = [8], pulled = [8], m = [0], v = [0];
        Update.Adam(decayed, [0], m, v, AdamStep.At(1, rate: 0.5, weightDecay: 0.5));
        Assert.Equal(6, decayed[0]);
        Update.Adam(pulled, [0], m, v, AdamStep.At(1, rate: 0.5, epsilon: 0, penalty: 0.125));
        Assert.Equal(7.5, pulled[0], 8 * _tolerance);
    }

    [Fact]
    public void Epsilon_IsAddedAfterTheCorrection()
    {
        Real[] p = [0], m = [0], v = [0];
        Update.Adam(p, [2], m, v, AdamStep.At(1, rate: 1, epsilon: 6));
        Assert.Equal(-2.0 / (2 + 6), p[0], _tolerance);
    }

    /// <summary> Denormal numbers take an Intel processor 150 cycles an operation, and 0.9 times a few of their units rounds to as many: they would never go. </summary>
    [Fact]
    public void WhereGradientsHaveStopped_MeansEndAtZero_AndAreNeverDenormal()
    {
        Real[] p = [1, -1], m = new Real[2], v = new Real[2], velocity = new Real[2];
        for (var step = 1; step <= 20_000; step++)
        {
            Real[] g = step <= 5 ? [1, (Real)(-1e-3)] : [0, 0];
            Update.Adam(p, g, m, v, AdamStep.At(step, 0.01, beta1: 0.9, beta2: 0.95));
            Update.Sgd(p, g, velocity, (Real)0.01, momentum: (Real)0.9, first: step == 1);
            Assert.DoesNotContain(m.Concat(v).Concat(velocity), Real.IsSubnormal);
        }
        Assert.All(m.Concat(v).Concat(velocity), mean => Assert.Equal(0, mean));
    }

    /// <summary> Saturated losses give gradients whose squares underflow, step after step. </summary>
    [Fact]
    public void AGradientWhoseSquareIsNoNormalNumber_CountsAsZero()
    {
        var least = Math.Sqrt((sizeof(Real) == sizeof(float) ? 1.1754943508222875e-38 : 2.2250738585072014e-308) / 0.001);
        foreach (var factor in (double[])[1e-6, 0.01, 0.5, 0.999, 1, 1.5, 1.9, 2, 2.1, 4, 100])
        {
            Real[] g = [(Real)(factor * least), (Real)(-factor * least)], p = [1, 1], m = new Real[2], v = new Real[2];
            for (var step = 1; step <= 1000; step++)
                Update.Adam(p, g, m, v, AdamStep.At(step, 0.01));
            Assert.DoesNotContain(m.Concat(v), Real.IsSubnormal);
            if (factor < 1)
                Assert.All(m.Concat(v), mean => Assert.Equal(0, mean));
            if (factor > 2)
                Assert.All(v, square => Assert.Equal(1, square / (factor * least * factor * least * (1 - Math.Pow(0.999, 1000))), 0.01));
            Assert.Equal([1, 1], p);
        }
    }

    /// <summary> Cutting what is small must not hide what is wrong. </summary>
    [Fact]
    public void ANotANumberOrAnInfiniteGradient_IsKept()
    {
        Real[] g = [Real.NaN, Real.PositiveInfinity, 1], p = new Real[3], m = new Real[3], v = new Real[3], velocity = new Real[3];
        Update.Adam(p, g, m, v, AdamStep.At(1, 0.01));
        Assert.Equal([Real.NaN, Real.PositiveInfinity], m[..2]);
        Assert.Equal([Real.NaN, Real.PositiveInfinity], v[..2]);
        Assert.Equal([Real.NaN, Real.NaN], p[..2]);
        Update.Sgd(new Real[3], g, velocity, 1, momentum: (Real)0.5);
        Assert.Equal([Real.NaN, Real.PositiveInfinity, 1], velocity);
    }

    [Fact]
    public void ARangeMayBeSplitAnywhere_WithTheSameBits()
    {
        foreach (var count in Samples.Lengths)
            for (var split = 0; split <= count; split++)
            {
                AssertSplit(count, split, (p, g, m, v) => Update.Adam(p, g, m, v, AdamStep.At(3, 0.02, weightDecay: 0.1, penalty: 0.2)));
                AssertSplit(count, split, (p, g, m, _) => Update.Sgd(p, g, m, (Real)0.02, momentum: (Real)0.9, nesterov: true, weightDecay: (Real)0.1));
                AssertSplit(count, split, (p, g, _, _) => Update.Sgd(p, g, [], (Real)0.02, weightDecay: (Real)0.1));
            }
    }

    delegate void Step(Span<Real> p, ReadOnlySpan<Real> g, Span<Real> m, Span<Real> v);

    static void AssertSplit(int count, int split, Step step)
    {
        var numbers = Samples.Ragged(count);
        Real[] p = Next(), g = Next(), m = Next(), v = [.. Next().Select(x => x * x)];
        Real[] otherP = [.. p], otherM = [.. m], otherV = [.. v];
        step(p, g, m, v);
        step(otherP.AsSpan(0, split), g.AsSpan(0, split), otherM.AsSpan(0, split), otherV.AsSpan(0, split));
        step(otherP.AsSpan(split), g.AsSpan(split), otherM.AsSpan(split), otherV.AsSpan(split));
        Samples.AssertSame(p, otherP, $"p split at {split} of {count}");
        Samples.AssertSame(m, otherM, $"m split at {split} of {count}");
        Samples.AssertSame(v, otherV, $"v split at {split} of {count}");

        Real[] Next() => [.. Enumerable.Range(0, count).Select(numbers)];
    }

    [Fact]
    public void AGradientThatIsNotFinite_SpoilsItsOwnWeightOnly()
    {
        foreach (var bad in (Real[])[Real.NaN, Real.PositiveInfinity])
            foreach (var count in Samples.Lengths.Skip(1))
                for (var place = 0; place < count; place++)
                {
                    Real[] p = new Real[count], g = new Real[count], m = new Real[count], v = new Real[count];
                    g[place] = bad;
                    Update.Adam(p, g, m, v, AdamStep.At(1, 0.1));
                    for (var i = 0; i < count; i++)
                        Assert.Equal(i == place ? Real.NaN : 0, p[i]);
                    p.AsSpan().Clear();
                    Update.Sgd(p, g, m, 1);
                    for (var i = 0; i < count; i++)
                        Assert.Equal(i == place ? -bad : 0, p[i]);
                }
    }

    [Fact]
    public void TheFirstStepWithMomentum_DoesNotReadTheVelocity()
    {
        foreach (var count in Samples.Lengths)
        {
            Real[] p = new Real[count], g = new Real[count], velocity = new Real[count];
            g.AsSpan().Fill(2);
            velocity.AsSpan().Fill(Real.NaN);
            Update.Sgd(p, g, velocity, rate: 1, momentum: (Real)0.5, dampening: (Real)0.5, first: true);
            Assert.All(p, x => Assert.Equal(-2, x));
            Assert.All(velocity, x => Assert.Equal(2, x));
        }
    }

    [Fact]
    public void WithoutMomentum_TheVelocityIsNeitherReadNorWritten()
    {
        foreach (var count in Samples.Lengths)
        {
            Real[] p = new Real[count], g = new Real[count], velocity = new Real[count];
            g.AsSpan().Fill(2);
            velocity.AsSpan().Fill(Real.NaN);
            Update.Sgd(p, g, velocity, rate: 1);
            Update.Sgd(p, g, [], rate: 1);
            Assert.All(p, x => Assert.Equal(-4, x));
            Assert.All(velocity, x => Assert.Equal(Real.NaN, x));
        }
    }

    [Fact]
    public void LengthsThatDiffer_AreRefused_AndNothingIsMoved()
    {
        Real[] p = [1, 2, 3], g = [1, 1, 1], m = [4, 5, 6], v = [7, 8, 9], longer = new Real[4];
        var step = AdamStep.At(1, 0.1);
        Refuse("Update.Adam: p, g, m and v have 3, 4, 3 and 3 numbers", () => Update.Adam(p, longer, m, v, step));
        Refuse("have 3, 3, 4 and 3 numbers", () => Update.Adam(p, g, longer, v, step));
        Refuse("have 3, 3, 3 and 0 numbers", () => Update.Adam(p, g, m, [], step));
        Refuse("Update.Sgd: p, g and velocity have 3, 4 and 3 numbers", () => Update.Sgd(p, longer, m, 1));
        Refuse("have 3, 3 and 0 numbers", () => Update.Sgd(p, g, [], 1, momentum: (Real)0.5));
        Refuse("Nesterov's step needs momentum and no dampening, not momentum 0 and dampening 0", () => Update.Sgd(p, g, m, 1, nesterov: true));
        Refuse("not momentum 0.5 and dampening 0.25", () => Update.Sgd(p, g, m, 1, (Real)0.5, (Real)0.25, nesterov: true));
        Assert.Equal([1, 2, 3], p);
        Assert.Equal([4, 5, 6], m);
        Assert.Equal([7, 8, 9], v);

        static void Refuse(string words, Action call) => Samples.AssertRefused<ArgumentException>(words, call);
    }
}
