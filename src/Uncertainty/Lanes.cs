using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Uncertainty;

/// <summary> Vectors of a span of any length: the lanes beyond its end hold what changes no sum. </summary>
static class Lanes
{
    /// <summary> x[i], x[i + 1], …, and <paramref name="beyond"/> after the last. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Load(ReadOnlySpan<double> x, int i, double beyond) =>
        x.Length - i >= Vector<double>.Count ? new Vector<double>(x[i..]) : LoadLast(x[i..], beyond);

    /// <summary> The first <paramref name="count"/> lanes of x, 0 after them. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Below(int count, Vector<double> x) =>
        count >= Vector<double>.Count ? x : Vector.ConditionalSelect(Vector.LessThan(Vector<double>.Indices, new Vector<double>(count)), x, Vector<double>.Zero);

    /// <summary> The smallest lane. </summary>
    public static double Min(Vector<double> x)
    {
        var min = x[0];
        for (var i = 1; i < Vector<double>.Count; i++)
            min = Math.Min(min, x[i]);
        return min;
    }

    static Vector<double> LoadLast(ReadOnlySpan<double> rest, double beyond)
    {
        var lanes = new Vector<double>(beyond);
        for (var i = 0; i < rest.Length; i++)
            lanes = lanes.WithElement(i, rest[i]);
        return lanes;
    }
}
