using System.Numerics;

namespace HyperGan.Kernels.Tests;

public class SoftmaxTests
{
    const Real Infinity = Real.PositiveInfinity;

    public static TheoryData<int, int, int> Shapes => new() { { 1, 1, 1 }, { 2, 3, 5 }, { 1, 4, 31 }, { 3, 2, 70 }, { 1, 1, 3000 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_row_agrees_with_sums_in_more_digits(int stack, int rows, int cols)
    {
        var data = Numbers(stack * rows * cols);
        var x = new Matrix(data, stack, rows, cols);
        var (sums, means, soft, logs) = (new Real[stack * rows], new Real[stack * rows], new Real[data.Length], new Real[data.Length]);
        Softmax.LogSumExp(x, new(sums, stack, rows, 1));
        Softmax.LogMeanExp(x, new(means, stack, rows, 1));
        Softmax.Apply(x, new(soft, stack, rows, cols));
        Softmax.ApplyLog(x, new(logs, stack, rows, cols));
        for (var row = 0; row < stack * rows; row++)
        {
            var exponentials = data[(row * cols)..((row + 1) * cols)].Select(v => FixedPoint.Exp(FixedPoint.Of(v))).ToArray();
            var sum = exponentials.Aggregate(BigInteger.Zero, (a, b) => a + b);
            var log = FixedPoint.Log(sum);
            Near(log, sums[row], units: 16);
            Near(log - FixedPoint.Log(cols * FixedPoint.One), means[row], units: 16);
            for (var j = 0; j < cols; j++)
            {
                var share = FixedPoint.Divide(exponentials[j], sum);
                Near(share, soft[row * cols + j], units: 23 * ToDouble(share));
                Near(FixedPoint.Of(data[row * cols + j]) - log, logs[row * cols + j], units: 40);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Strides_change_no_bit(int stack, int rows, int cols)
    {
        var data = Numbers(stack * rows * cols);
        var turned = new Real[data.Length];
        var x = new Matrix(data, stack, rows, cols);
        var xTurned = new Matrix(turned, stack, cols, rows).Transposed;
        Reduce.Sum(x, xTurned);
        foreach (var apply in new Kernel[] { Softmax.Apply, Softmax.ApplyLog, Softmax.LogSumExp, Softmax.LogMeanExp })
        {
            var width = apply == Softmax.LogSumExp || apply == Softmax.LogMeanExp ? 1 : cols;
            var (plain, inPlace) = (new Real[stack * rows * width], width == 1 ? new Real[stack * rows] : [.. data]);
            var strided = new Real[plain.Length];
            var y = new Matrix(plain, stack, rows, width);
            var yTurned = new Matrix(strided, stack, width, rows).Transposed;
            apply(x, y);
            apply(xTurned, yTurned);
            apply(width == 1 ? x : new(inPlace, stack, rows, cols), new(inPlace, stack, rows, width));
            Assert.Equal(plain, inPlace);
            for (var s = 0; s < stack; s++)
                for (var i = 0; i < rows; i++)
                    for (var j = 0; j < width; j++)
                        Assert.Equal(y[s, i, j], yTurned[s, i, j]);
        }
    }

    [Theory]
    [InlineData(1e30)]
    [InlineData(-1e30)]
    [InlineData(1000)]
    public void Large_numbers_do_not_overflow(double shift)
    {
        Real[] x = [(Real)shift, (Real)shift, (Real)shift, (Real)shift];
        Assert.Equal((Real)shift + (Real)(2 * Math.Log(2)), One(Softmax.LogSumExp, x));
        Assert.Equal((Real)shift, One(Softmax.LogMeanExp, x));
        var y = new Real[4];
        Softmax.Apply(new(x, 1, 4), new(y, 1, 4));
        Assert.All(y, v => Assert.Equal((Real)0.25, v));
    }

    [Fact]
    public void Infinities_decide_and_NaN_propagates()
    {
        foreach (var kernel in new Kernel[] { Softmax.LogSumExp, Softmax.LogMeanExp })
        {
            Assert.Equal(Infinity, One(kernel, [1, Infinity, -Infinity]));
            Assert.Equal(-Infinity, One(kernel, [-Infinity, -Infinity]));
            Assert.Equal(Real.NaN, One(kernel, [1, Real.NaN, Infinity]));
        }
        Assert.Equal(2, One(Softmax.LogSumExp, [-Infinity, 2]));
        Assert.Equal(-Infinity, One(Softmax.LogSumExp, []));
        Assert.Equal(Real.NaN, One(Softmax.LogMeanExp, []));
    }

    [Fact]
    public void A_row_without_a_softmax_becomes_NaN_and_its_neighbours_do_not()
    {
        foreach (var kernel in new Kernel[] { Softmax.Apply, Softmax.ApplyLog })
        {
            Real[] x = [1, 1, -Infinity, -Infinity, 1, Infinity, 1, Real.NaN, 1, 1];
            var y = new Real[10];
            kernel(new(x, 5, 2), new(y, 5, 2));
            Assert.All(y[2..8], v => Assert.Equal(Real.NaN, v));
            Assert.All(y.Take(2).Concat(y.Skip(8)), v => Assert.InRange(v, -1, (Real)0.5));
        }
        Real[] dead = [0, -Infinity];
        Softmax.Apply(new(dead, 1, 2), new(dead, 1, 2));
        Assert.Equal([1, 0], dead);
    }

    [Fact]
    public void Rows_of_no_columns_are_left_alone_whatever_their_strides()
    {
        foreach (var kernel in new Kernel[] { Softmax.Apply, Softmax.ApplyLog })
            foreach (var rowStride in new[] { 0, 5 })
                kernel(new([], 2, 3, 0, 7, rowStride, 1), new([], 2, 3, 0, 7, rowStride, 1));
    }

    [Fact]
    public void A_result_of_the_wrong_shape_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Softmax.Apply(new(new Real[6], 2, 3), new(new Real[6], 3, 2)));
        Assert.Contains("Softmax.Apply: the result of 1×2×3 is 1×2×3, it cannot go into 1×3×2", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => Softmax.LogSumExp(new(new Real[6], 2, 3), new(new Real[6], 2, 3)));
        Assert.Contains("Softmax.LogSumExp: the result of 1×2×3 is 1×2×1", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => Softmax.ApplyLog(new(new Real[6], 2, 3), new Matrix(new Real[3], 1, 3).ExpandTo(1, 2, 3)));
        Assert.Contains("share one place", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var (x, y) = (Numbers(5000), new Real[5000]);
        void Run()
        {
            Softmax.Apply(new(x, 5, 1000), new(y, 5, 1000));
            Softmax.ApplyLog(new(x, 5, 1000), new(y, 5, 1000));
            Softmax.LogMeanExp(new(x, 5, 1000), new(y, 5, 1));
        }
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    delegate void Kernel(in Matrix x, in Matrix into);

    static Real One(Kernel kernel, Real[] row)
    {
        var y = new Real[1];
        kernel(new(row, 1, row.Length), new(y, 1, 1));
        return y[0];
    }

    static Real[] Numbers(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (Real)(random.NextDouble() * 40 - 20))];
    }

    static double ToDouble(BigInteger x) => (double)(x >> (FixedPoint.Fraction - 1000)) / Math.Pow(2, 1000);

    // Numbers lie within ±20. ½ unit in the last place is 8 units of 1 for a maximum, 16 for a difference from it; the logarithm of a sum is
    // below 8, and 2 units in its last place are 8. So 8 + 8 for a log-sum-exp, 16 + 16 + 8 for a difference from it, and relative to a share
    // 16 for what is raised, 2 for its exponential, 3 for the sum and 2 for dividing by it.
    static void Near(BigInteger exact, Real value, double units)
    {
        var error = Math.Abs(ToDouble(FixedPoint.Of(value) - exact)) / (double)(Real.BitIncrement(1) - 1);
        Assert.True(error <= units, $"{value:R} is wrong by {error} units of 1, {units} are allowed");
    }
}
