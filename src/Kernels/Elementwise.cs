using System.Numerics;

namespace HyperGan.Kernels;

/// <summary> Functions of one operand and their adjoints. </summary>
public static class Elementwise
{
    /// <summary> y = f(x). </summary>
    public static void Apply<TMap>(ReadOnlySpan<Real> x, Span<Real> y) where TMap : IMapValue
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = TMap.Value(new(x[i]))[0];
    }

    /// <summary> dx += dy ⊙ slope(x, y) </summary>
    public static void AccumulateSlope<TSlope>(ReadOnlySpan<Real> x, ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> dx) where TSlope : IMapSlope
    {
        for (var i = 0; i < dx.Length; i++)
            dx[i] += dy[i] * TSlope.Slope(new(x[i]), new(y[i]))[0];
    }
}

/// <summary> y = f(x), written once as a vector expression. </summary>
public interface IMapValue
{
    /// <summary> f(x), element by element. </summary>
    static abstract Vector<Real> Value(Vector<Real> x);
}

/// <summary> ∂y/∂x of y = f(x), written once as a vector expression. </summary>
public interface IMapSlope
{
    /// <summary> The slope at x where the value is y, element by element. </summary>
    static abstract Vector<Real> Slope(Vector<Real> x, Vector<Real> y);
}
