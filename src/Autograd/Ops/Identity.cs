using System.Numerics;

namespace HyperGan.Autograd;

/// <summary> y = x      dx += dy      (the affine operation's way of saying "no activation") </summary>
readonly struct Identity : IActivation
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => x.CopyTo(y);

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => Vector<Real>.One;
}
