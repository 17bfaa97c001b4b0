using System.Numerics;

namespace HyperGan.Kernels;

/// <summary> Operations of two operands over Stack × Rows × Cols, a dimension of 1 repeated, and their adjoints. </summary>
public static class Broadcast
{
    /// <summary> y = f(a, b); each dimension of a and b is that of y or 1. </summary>
    public static void Apply<TOp>(Matrix a, Matrix b, Matrix into) where TOp : IBinary
    {
        a = a.ExpandTo(into.Stack, into.Rows, into.Cols);
        b = b.ExpandTo(into.Stack, into.Rows, into.Cols);
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
                for (var j = 0; j < into.Cols; j++)
                    into[s, i, j] = TOp.Value(new(a[s, i, j]), new(b[s, i, j]))[0];
    }

    /// <summary> into += Σ dy ⊙ slope(a, b, y), summed over the dimensions in which <paramref name="into"/> is 1. </summary>
    public static void Accumulate<TSlope>(Matrix a, Matrix b, Matrix y, Matrix dy, Matrix into) where TSlope : ISlope
    {
        a = a.ExpandTo(y.Stack, y.Rows, y.Cols);
        b = b.ExpandTo(y.Stack, y.Rows, y.Cols);
        into = into.ExpandTo(y.Stack, y.Rows, y.Cols);
        for (var s = 0; s < y.Stack; s++)
            for (var i = 0; i < y.Rows; i++)
                for (var j = 0; j < y.Cols; j++)
                    into[s, i, j] += dy[s, i, j] * TSlope.Slope(new(a[s, i, j]), new(b[s, i, j]), new(y[s, i, j]))[0];
    }
}

/// <summary> y = f(a, b), written once as a vector expression. </summary>
public interface IBinary
{
    /// <summary> f(a, b), element by element. </summary>
    static abstract Vector<Real> Value(Vector<Real> a, Vector<Real> b);
}

/// <summary> ∂y/∂operand of y = f(a, b), written once as a vector expression. </summary>
public interface ISlope
{
    /// <summary> The slope at (a, b) where the value is y, element by element. </summary>
    static abstract Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y);
}
