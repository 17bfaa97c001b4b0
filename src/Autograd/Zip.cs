using System.Numerics;
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
        if (n.A.Shape == n.Y.Shape && n.B.Shape == n.Y.Shape)
            Elementwise.Apply<TZip>(n.A.Values, n.B.Values, n.Y.Values);
        else
            Broadcast.Apply<TZip>(n.A.Matrix, n.B.Matrix, n.Y.Matrix);
    }

    /// <inheritdoc/>
    public override void Backward(in Node n)
    {
        if (n.A.Tracked)
            Accumulate<ToA>(n, n.A);
        if (n.B.Tracked)
            Accumulate<ToB>(n, n.B);
    }

    // Equal shapes need no views, which cost more than the arithmetic of a small tensor.
    static void Accumulate<TSlope>(in Node n, Operand into) where TSlope : ISlope
    {
        if (n.A.Shape == n.Y.Shape && n.B.Shape == n.Y.Shape)
            Elementwise.AccumulateSlope<TSlope>(n.A.Values, n.B.Values, n.Y.Values, n.Y.Grads, into.Grads);
        else
            Broadcast.Accumulate<TSlope>(n.A.Matrix, n.B.Matrix, n.Y.Matrix, n.Y.GradMatrix, into.GradMatrix);
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
