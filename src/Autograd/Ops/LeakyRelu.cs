using System.Numerics;

namespace HyperGan.Autograd;

/// <summary> y = x where x > 0, else a·x      dx += dy where x > 0, else a·dy      da += Σ x ⊙ dy where x ≤ 0 </summary>
readonly struct LeakyRelu : IZip
{
    /// <summary> a, unless another is asked for. </summary>
    public const Real UsualSlope = (Real)0.01;

    public static Vector<Real> Value(Vector<Real> x, Vector<Real> a) => Vector.ConditionalSelect(IsPositive(x), x, a * x);

    public static Vector<Real> SlopeA(Vector<Real> x, Vector<Real> a, Vector<Real> y) => Vector.ConditionalSelect(IsPositive(x), Vector<Real>.One, a);

    public static Vector<Real> SlopeB(Vector<Real> x, Vector<Real> a, Vector<Real> y) => Vector.ConditionalSelect(IsPositive(x), Vector<Real>.Zero, x);

    static Vector<Bits> IsPositive(Vector<Real> x) => Vector.GreaterThan(x, Vector<Real>.Zero);
}

public readonly partial struct Tensor
{
    /// <summary> y = x where x > 0, else slope·x      dx += dy where x > 0, else slope·dy </summary>
    public Tensor LeakyRelu(Real slope = Autograd.LeakyRelu.UsualSlope) => LeakyRelu(Tape.Constant(slope));

    /// <summary> The same with slopes that may be learned, one for all or one for each column, say (He et al. 2015). </summary>
    /// <exception cref="ArgumentException"> A dimension differs and neither is 1. </exception>
    public Tensor LeakyRelu(in Tensor slope) => Tape.Record<Zip<LeakyRelu>>(this, slope, Shape.Meet(slope.Shape, "LeakyRelu"));
}
