using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = c·x for a number c      dx += c·dy </summary>
sealed class Scale : Op
{
    public override void Forward(in Node n) => Reduce.Sum(n.A.Matrix, into: n.Y.Matrix, n.Scalar);

    public override void Backward(in Node n) => Reduce.Accumulate(n.Y.GradMatrix, into: n.A.GradMatrix, n.Scalar);
}

public readonly partial struct Tensor
{
    /// <summary> y = c·x      dx += c·dy </summary>
    public static Tensor operator *(in Tensor x, Real c) => x.Tape.Record<Scale>(x, x.Shape, c);

    /// <summary> y = c·x      dx += c·dy </summary>
    public static Tensor operator *(Real c, in Tensor x) => x * c;

    /// <summary> y = −x      dx −= dy </summary>
    public static Tensor operator -(in Tensor x) => x * -1;
}
