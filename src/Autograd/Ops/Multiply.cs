using System.Numerics;

namespace HyperGan.Autograd;

/// <summary> y = a ⊙ b      da += dy ⊙ b      db += dy ⊙ a </summary>
readonly struct Multiply : IZip
{
    public static Vector<Real> Value(Vector<Real> a, Vector<Real> b) => a * b;

    public static Vector<Real> SlopeA(Vector<Real> a, Vector<Real> b, Vector<Real> y) => b;

    public static Vector<Real> SlopeB(Vector<Real> a, Vector<Real> b, Vector<Real> y) => a;
}

public readonly partial struct Tensor
{
    /// <summary> y = a ⊙ b      da += dy ⊙ b      db += dy ⊙ a      (element by element; MatMul is the matrix product) </summary>
    /// <exception cref="ArgumentException"> A dimension differs and neither is 1. </exception>
    public static Tensor operator *(in Tensor a, in Tensor b) => a.Tape.Record<Zip<Multiply>>(a, b, a.Shape.Meet(b.Shape, "Multiply"));
}
