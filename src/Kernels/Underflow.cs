using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// What is too small to count, as 0. Intel's processors take some 150 cycles for an operation on a denormal number, and training makes them:
/// <para>
/// <i>Running means.</i> A mean of gradients that have stopped, behind a relu that no longer fires for instance, shrinks step by step; after some
/// 800 steps of β₁ = 0.9 it is denormal and stays so, since 0.9 · 4 units round to 4 units. A step of one member went from 1.4 to 5.8 ms
/// while it trained.
/// </para>
/// <para>
/// <i>Shares of a sum</i> of exponentials. Where scores spread over 80 nats, most rows have a share of 10⁻³⁵, and so has their gradient; its
/// products with the weights, layer for layer back, are denormal. A step of 32 members went from 3.3 to 11 ms.
/// </para>
/// </summary>
public static class Underflow
{
    /// <summary> ln 2⁻⁸⁰. </summary>
    const Real LogLeastShare = (Real)(-55.451774444795625);

    /// <summary> The least mean that is kept. With room below, so that its products with 1 − β and with a learning rate are normal too. </summary>
    internal const Real LeastMean = Elementary.SmallestNormal * (1 << 26);

    /// <summary> The least mean of squares that is kept: with room for its product with β. </summary>
    internal const Real LeastSquare = 2 * Elementary.SmallestNormal;

    /// <summary> e^log, a share of a sum; 0 below 2⁻⁸⁰, of which no digit of the sum shows anything. NaN stays. </summary>
    public static Vector<Real> Share(Vector<Real> log) =>
        Vector.ConditionalSelect(Vector.LessThan(log, new(LogLeastShare)), Vector<Real>.Zero, Elementary.Exp(log));

    /// <summary> The least gradient g whose share of a mean of squares, gain · g², is kept; with room for rounding. </summary>
    internal static Real LeastGradient(Real gain) => Real.Sqrt(2 * LeastSquare / gain);

    /// <summary> x, and 0 where |x| &lt; least; NaN stays. </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<Real> Cut(Vector<Real> x, Vector<Real> least) =>
        Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), least), Vector<Real>.Zero, x);
}
