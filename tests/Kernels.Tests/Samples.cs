using System.Numerics;
using System.Runtime.InteropServices;

namespace HyperGan.Kernels.Tests;

/// <summary> Numbers for the tests of kernels, and the comparison of what comes out. </summary>
static class Samples
{
    /// <summary> No element, fewer than a vector, and up to three vectors and one element more. </summary>
    public static IEnumerable<int> Lengths => Enumerable.Range(0, 3 * Vector<Real>.Count + 2);

    /// <summary> The lengths around whole vectors. </summary>
    public static IEnumerable<int> EdgeLengths => Lengths.Where(n => n < 2 || (n + 1) % Vector<Real>.Count < 3);

    /// <summary> Small whole numbers: their sums and products are exact in any order. </summary>
    public static Func<int, Real> Whole(int seed)
    {
        var random = new Random(seed);
        return _ => random.Next(-4, 5);
    }

    /// <summary> Numbers between −1 and 1 whose products are rounded. </summary>
    public static Func<int, Real> Ragged(int seed)
    {
        var random = new Random(seed);
        return _ => (Real)(2 * random.NextDouble() - 1);
    }

    /// <summary> Bit by bit, so that −0 is not 0; one NaN is as good as another. </summary>
    public static void AssertSame(ReadOnlySpan<Real> expected, ReadOnlySpan<Real> actual, string where)
    {
        Assert.Equal(expected.Length, actual.Length);
        var bits = MemoryMarshal.Cast<Real, Bits>(expected);
        var actualBits = MemoryMarshal.Cast<Real, Bits>(actual);
        for (var i = 0; i < bits.Length; i++)
            if (bits[i] != actualBits[i] && !(Real.IsNaN(expected[i]) && Real.IsNaN(actual[i])))
                Assert.Fail($"{where}: element {i} is {actual[i]:R}, expected {expected[i]:R}.");
    }

    public static void AssertRefused<TException>(string words, Action call) where TException : Exception =>
        Assert.Contains(words, Assert.Throws<TException>(call).Message, StringComparison.Ordinal);
}
