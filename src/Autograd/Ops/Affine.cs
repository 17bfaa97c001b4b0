using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> Y = f(X·W + b)      dZ = dY ⊙ f′(Y)      dX += dZ·Wᵀ      dW += Xᵀ·dZ      db += Σ rows of dZ, if above its rounding      (per stack; a stack of 1 is shared) </summary>
sealed class Affine<TActivation> : Op where TActivation : IActivation
{
    public override string Name => "Affine";

    public override bool TakesFirstGradients => true;

    public override void Forward(in Node n) => Gemm.Affine<TActivation>(n.A.Matrix, n.B.Matrix, n.C.Matrix, into: n.Y.Matrix, n.Team);

    public override void Backward(in Node n)
    {
        var dz = n.Y.GradMatrix;
        if (typeof(TActivation) != typeof(Identity))
        {
            var room = n.Workspace(n.Y.Shape.Size);
            Elementwise.MultiplySlope<TActivation>(n.Y.Values, n.Y.Grads, room, n.Team);
            dz = new(room, n.Y.Shape.Stack, n.Y.Shape.Rows, n.Y.Shape.Cols);
        }
        if (n.A.Tracked)
            MatMul.Add(dz, n.B.Matrix.Transposed, to: n.A, n.Team);
        if (n.B.Tracked)
            MatMul.Add(n.A.Matrix.Transposed, dz, to: n.B, n.Team);
        if (n.C.Tracked)
        {
            if (n.C.TakesFirstGradient())
                n.C.Grads.Clear();
            SignificantSums.Accumulate(dz, into: n.C.GradMatrix, n.Team);
        }
    }
}

public readonly partial struct Tensor
{
    /// <summary> Y = X·W + b </summary>
    /// <param name="weight"> rows: columns of this; columns: columns of the result. </param>
    /// <param name="bias"> one row, added to every row of the product. </param>
    /// <exception cref="ArgumentException"> Columns and rows do not match, or stacks differ and neither is 1. </exception>
    public Tensor Affine(in Tensor weight, in Tensor bias) => Affine<Identity>(weight, bias);

    /// <summary> Y = f(X·W + b) in one pass, X·W + b itself never kept; see the overload without f. </summary>
    /// <exception cref="ArgumentException"> Columns and rows do not match, or stacks differ and neither is 1. </exception>
    public Tensor Affine<TActivation>(in Tensor weight, in Tensor bias) where TActivation : IActivation
    {
        var shape = ProductShape(Shape, weight.Shape, "Affine");
        if (bias.Shape.Rows != 1 || bias.Shape.Cols != shape.Cols || (bias.Shape.Stack != 1 && bias.Shape.Stack != shape.Stack))
            throw new ArgumentException($"Affine: the bias is {bias.Shape}, but {Shape} times {weight.Shape} needs {new Shape(1, shape.Cols)} or {shape.With(Axis.Rows, 1)}.");
        return Tape.Record<Affine<TActivation>>(this, weight, bias, shape);
    }
}
