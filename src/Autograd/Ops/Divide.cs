using System.Numerics;

namespace HyperGan.Autograd;

/// <summary> y = a / b      da += dy / b      db −= dy ⊙ y / b </summary>
readonly struct Divide : IZip
{
    public static Vector<Real> Value(Vector<Real> a, Vector<Real> b) => a / b;

    public static Vector<Real> SlopeA(Vector<Real> a, Vector<Real> b, Vector<Real> y) => Vector<Real>.One / b;

    public static Vector<Real> SlopeB(Vector<Real> a, Vector<Real> b, Vector<Real> y) => -y / b;
}

public readonly partial struct Tensor
{
    /// <summary> y = a / b      da += dy / b      db −= dy ⊙ y / b      (element by element) </summary>
    /// <exception cref="ArgumentException"> A dimension differs and neither is 1. </exception>
    public static Tensor operator /(in Tensor a, in Tensor b) => a.Tape.Record<Zip<Divide>>(a, b, a.Shape.Meet(b.Shape, "Divide"));

    /// <summary> y = a / b </summary>
    public static Tensor operator /(in Tensor a, Real b) => a / a.Tape.Constant(b);

    /// <summary> y = a / b </summary>
    public static Tensor operator /(Real a, in Tensor b) => b.Tape.Constant(a) / b;
}
