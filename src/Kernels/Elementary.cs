using System.Numerics;

namespace HyperGan.Kernels;

/// <summary> exp, log and their family. </summary>
public static class Elementary
{
    /// <summary> y = eˣ </summary>
    public static void Exp(ReadOnlySpan<Real> x, Span<Real> y) => Each(x, y, Real.Exp);

    /// <summary> y = eˣ </summary>
    public static Vector<Real> Exp(Vector<Real> x) => Each(x, Real.Exp);

    /// <summary> y = eˣ − 1 </summary>
    public static void ExpM1(ReadOnlySpan<Real> x, Span<Real> y) => Each(x, y, v => (Real)(Math.Abs(v) < 1e-5 ? v + 0.5 * v * v : Math.Exp(v) - 1));

    /// <summary> y = eˣ − 1 </summary>
    public static Vector<Real> ExpM1(Vector<Real> x) => Each(x, v => (Real)(Math.Abs(v) < 1e-5 ? v + 0.5 * v * v : Math.Exp(v) - 1));

    /// <summary> y = ln x </summary>
    public static void Log(ReadOnlySpan<Real> x, Span<Real> y) => Each(x, y, Real.Log);

    /// <summary> y = ln x </summary>
    public static Vector<Real> Log(Vector<Real> x) => Each(x, Real.Log);

    /// <summary> y = ln(1 + x) </summary>
    public static void Log1P(ReadOnlySpan<Real> x, Span<Real> y) => Each(x, y, v => (Real)(Math.Abs(v) < 1e-5 ? v - 0.5 * v * v : Math.Log(1 + v)));

    /// <summary> y = ln(1 + x) </summary>
    public static Vector<Real> Log1P(Vector<Real> x) => Each(x, v => (Real)(Math.Abs(v) < 1e-5 ? v - 0.5 * v * v : Math.Log(1 + v)));

    /// <summary> y = tanh x </summary>
    public static void Tanh(ReadOnlySpan<Real> x, Span<Real> y) => Each(x, y, Real.Tanh);

    /// <summary> y = tanh x </summary>
    public static Vector<Real> Tanh(Vector<Real> x) => Each(x, Real.Tanh);

    /// <summary> y = 1 / (1 + e⁻ˣ) </summary>
    public static void Sigmoid(ReadOnlySpan<Real> x, Span<Real> y) => Each(x, y, v => 1 / (1 + Real.Exp(-v)));

    /// <summary> y = 1 / (1 + e⁻ˣ) </summary>
    public static Vector<Real> Sigmoid(Vector<Real> x) => Each(x, v => 1 / (1 + Real.Exp(-v)));

    /// <summary> y = ln(1 + eˣ) </summary>
    public static void Softplus(ReadOnlySpan<Real> x, Span<Real> y) => Each(x, y, v => v > 30 ? v : Real.Log(1 + Real.Exp(v)));

    /// <summary> y = ln(1 + eˣ) </summary>
    public static Vector<Real> Softplus(Vector<Real> x) => Each(x, v => v > 30 ? v : Real.Log(1 + Real.Exp(v)));

    static void Each(ReadOnlySpan<Real> x, Span<Real> y, Func<Real, Real> f)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = f(x[i]);
    }

    static Vector<Real> Each(Vector<Real> x, Func<Real, Real> f)
    {
        Span<Real> values = stackalloc Real[Vector<Real>.Count];
        x.CopyTo(values);
        Each(values, values, f);
        return new(values);
    }
}
