using System.Numerics;
using System.Runtime.CompilerServices;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = f(a, b) of two operands that meet by repeating dimensions of 1: value and slopes once each, as vector expressions. </summary>
public interface IZip : IBinary
{
    /// <summary> ∂y/∂a </summary>
    static abstract Vector<Real> SlopeA(Vector<Real> a, Vector<Real> b, Vector<Real> y);

    /// <summary> ∂y/∂b </summary>
    static abstract Vector<Real> SlopeB(Vector<Real> a, Vector<Real> b, Vector<Real> y);
}

/// <summary> y = f(a, b)      da += Σ dy ⊙ ∂f/∂a      db += Σ dy ⊙ ∂f/∂b      (Σ over the dimensions the operand repeats) </summary>
public sealed class Zip<TZip> : Op where TZip : IZip
{
    /// <inheritdoc/>
    public override string Name => typeof(TZip).Name;

    /// <inheritdoc/>
    public override void Forward(in Node n)
    {
        if (AreAlike(n))
            Elementwise.Apply<TZip>(n.A.Values, n.B.Values, n.Y.Values, n.Team);
        else
            ForwardBroadcast(n);
    }

    /// <inheritdoc/>
    public override void Backward(in Node n)
    {
        if (AreAlike(n))
            AccumulateAlike(n);
        else
            AccumulateBroadcast(n);
    }

    // Equal shapes need no views, which cost more than the arithmetic of a small tensor.
    static bool AreAlike(in Node n) => n.A.Shape == n.Y.Shape && n.B.Shape == n.Y.Shape;

    static void AccumulateAlike(in Node n)
    {
        ReadOnlySpan<Real> a = n.A.Values, b = n.B.Values, y = n.Y.Values, dy = n.Y.Grads;
        if (n.A.Tracked)
            Elementwise.AccumulateSlope<ToA>(a, b, y, dy, n.A.Grads, n.Team);
        if (n.B.Tracked)
            Elementwise.AccumulateSlope<ToB>(a, b, y, dy, n.B.Grads, n.Team);
    }

    // Not inlined: room for the views would be zeroed at every call, those of equal shapes too, 2 of 26 ns.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void ForwardBroadcast(in Node n) => Broadcast.Apply<TZip>(n.A.Matrix, n.B.Matrix, n.Y.Matrix);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void AccumulateBroadcast(in Node n)
    {
        if (n.A.Tracked)
            Broadcast.Accumulate<ToA>(n.A.Matrix, n.B.Matrix, n.Y.Matrix, n.Y.GradMatrix, n.A.GradMatrix);
        if (n.B.Tracked)
            Broadcast.Accumulate<ToB>(n.A.Matrix, n.B.Matrix, n.Y.Matrix, n.Y.GradMatrix, n.B.GradMatrix);
    }

    readonly struct ToA : ISlope
    {
        public static Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y) => TZip.SlopeA(a, b, y);
    }

    readonly struct ToB : ISlope
    {
        public static Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y) => TZip.SlopeB(a, b, y);
    }
}
