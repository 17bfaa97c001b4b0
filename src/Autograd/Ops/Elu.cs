using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = x where x > 0, else eˣ − 1      dx += dy where y > 0, else dy ⊙ (1 + y) </summary>
readonly struct Elu : IActivation, IMapValue
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => Elementwise.Apply<Elu>(x, y);

    public static Vector<Real> Value(Vector<Real> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<Real>.Zero), x, Elementary.ExpM1(x));

    public static Vector<Real> Slope(Vector<Real> x, Vector<Real> y) => Vector<Real>.One + Vector.Min(y, Vector<Real>.Zero);
}

public readonly partial struct Tensor
{
    /// <summary> y = x where x > 0, else eˣ − 1      dx += dy where y > 0, else dy ⊙ (1 + y)      (Clevert et al. 2016) </summary>
    public Tensor Elu() => Tape.Record<Map<Elu>>(this, Shape);
}
