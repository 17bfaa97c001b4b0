using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = ln x      dx += dy / x </summary>
readonly struct Log : IMap
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => Elementary.Log(x, y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => Vector<Real>.One / x;
}

public readonly partial struct Tensor
{
    /// <summary> y = ln x      dx += dy / x      (−∞ at 0, NaN below) </summary>
    public Tensor Log() => Tape.Record<Map<Log>>(this, Shape);
}
