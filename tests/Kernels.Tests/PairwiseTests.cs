using System.Numerics;

namespace HyperGan.Kernels.Tests;

/// <summary> The order of sums, to the bit, and how much rounding it leaves. </summary>
public class PairwiseTests
{
    static readonly int[] _lengths = [63, 64, 65, 127, 128, 129, 255, 256, 257, 1000, 1023, 1024, 1025, 2047, 2048, 2049, 3072, 5000, 10_001];

    [Fact]
    public void ASequence_IsAddedInTheOrderOfTheScalarTwin()
    {
        foreach (var count in Samples.Lengths.Concat(_lengths))
        {
            using var x = new GuardedSpan(count);
            Fill(x.Span, seed: count);
            Samples.AssertSame([NaivePairwise.Sum(x.Span)], [Reduce.Sum(x.Span)], $"{count} numbers");
        }
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(15), InlineData(16), InlineData(17), InlineData(31), InlineData(33), InlineData(48), InlineData(200)]
    public void Columns_AreAddedOverRowsThenStacks_InTheOrderOfTheScalarTwin(int rows)
    {
        foreach (var (stack, cols) in new[] { (1, 3), (1, 257), (3, 300), (5, 2) })
        {
            using var x = new GuardedMatrix(stack, rows, cols, Layout.Contiguous, Samples.Ragged(rows));
            var sums = new Real[cols];
            Reduce.Sum(x.View, new(sums, 1, cols));
            Samples.AssertSame(NaivePairwise.ColumnSums(x.Elements.Chunk(cols).ToArray()), sums, $"{stack}×{rows}×{cols}");
        }
    }

    [Fact]
    public void WhereColumnsAreSummed_TermsRunInTheOrderStackRowColumn()
    {
        foreach (var layout in Enum.GetValues<Layout>())
        {
            using var x = new GuardedMatrix(5, 3, 400, layout, Samples.Ragged(1));
            var (all, rows, stacks) = (new Real[1], new Real[3], new Real[5]);
            Reduce.Sum(x.View, new(all, 1, 1));
            Reduce.Sum(x.View, new(rows, 3, 1));
            Reduce.Sum(x.View, new(stacks, 5, 1, 1));
            var terms = x.Elements.Chunk(400).ToArray();
            Samples.AssertSame([NaivePairwise.Sum(x.Elements)], all, $"{layout}: all");
            Samples.AssertSame([.. Enumerable.Range(0, 3).Select(row => Sum(terms.Where((_, n) => n % 3 == row)))], rows, $"{layout}: rows kept");
            Samples.AssertSame([.. Enumerable.Range(0, 5).Select(s => Sum(terms.Skip(3 * s).Take(3)))], stacks, $"{layout}: stack kept");
        }

        static Real Sum(IEnumerable<Real[]> rows) => NaivePairwise.Sum(rows.SelectMany(row => row).ToArray());
    }

    /// <summary> The terms are whole multiples of 2⁻⁵³, so their exact sum is a whole number. A running sum is wrong by some hundred units. </summary>
    [Fact]
    public void ASumOfManyPositiveTerms_IsRightToAFewRoundings()
    {
        var x = new Real[1 << 18];
        Fill(x, seed: 1);
        for (var i = 0; i < x.Length; i++)
            x[i] = Math.Abs(x[i]);
        var exact = Exact(x);
        var unit = (double)(Real.BitIncrement(1) - 1);
        Assert.InRange(Error(Reduce.Sum(x)), -2 * unit, 2 * unit);
        Assert.InRange(Error(x.Length * Reduce.Mean(x)), -2 * unit, 2 * unit);

        var columns = new Real[2];
        Reduce.Sum(new(x, x.Length / 2, 2), new(columns, 1, 2));
        Assert.InRange(Error(columns[0] + columns[1]), -4 * unit, 4 * unit);

        Real running = 0;
        foreach (var term in x)
            running += term;
        Assert.True(Math.Abs(Error(running)) > 4 * unit);

        double Error(Real sum) => (double)(Whole(sum) - exact) / (double)exact;
    }

    [Fact]
    public void TermsThatCancel_LeaveAnErrorRelativeToTheirMagnitude()
    {
        var x = new Real[50_000];
        Fill(x, seed: 3);
        var magnitude = x.Sum(v => Math.Abs((double)v));
        var error = (double)(Whole(Reduce.Sum(x)) - Exact(x)) / Math.ScaleB(1, 53);
        Assert.InRange(error / magnitude, -(double)(Real.BitIncrement(1) - 1), (double)(Real.BitIncrement(1) - 1));
    }

    static BigInteger Exact(Real[] x) => x.Aggregate(BigInteger.Zero, (sum, term) => sum + Whole(term));

    static BigInteger Whole(Real x) => new(Math.ScaleB((double)x, 53));

    static void Fill(Span<Real> x, int seed)
    {
        var random = new Random(seed);
        foreach (ref var v in x)
            v = (Real)(2 * random.NextDouble() - 1);
    }
}
