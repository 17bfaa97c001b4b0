using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> Layers without a tape, where no gradient is wanted. </summary>
public static class ActivationFunction
{
    /// <summary> Y = f(X·W + b), see <see cref="Gemm.Affine"/>, for the f that <paramref name="activation"/> names: the values that <see cref="Tensor.Activate"/> has. </summary>
    /// <exception cref="ArgumentException"> The shapes do not fit, or <paramref name="into"/> overlaps an operand or itself. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such activation. </exception>
    public static void Affine(this Activation activation, in Matrix x, in Matrix weight, in Matrix bias, in Matrix into, Team? team = null)
    {
        switch (activation)
        {
            case Activation.None:
                Gemm.Affine<Identity>(x, weight, bias, into, team);
                break;
            case Activation.Relu:
                Gemm.Affine<Relu>(x, weight, bias, into, team);
                break;
            case Activation.LeakyRelu:
                Gemm.Affine<UsualLeakyRelu>(x, weight, bias, into, team);
                break;
            case Activation.Elu:
                Gemm.Affine<Elu>(x, weight, bias, into, team);
                break;
            case Activation.Tanh:
                Gemm.Affine<Tanh>(x, weight, bias, into, team);
                break;
            case Activation.Sigmoid:
                Gemm.Affine<Sigmoid>(x, weight, bias, into, team);
                break;
            case Activation.Softplus:
                Gemm.Affine<Softplus>(x, weight, bias, into, team);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(activation), activation, "Activation: there is no such activation.");
        }
    }

    readonly struct UsualLeakyRelu : IElementwise, IMapValue
    {
        public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => Elementwise.Apply<UsualLeakyRelu>(x, y);

        public static Vector<Real> Value(Vector<Real> x) => LeakyRelu.Value(x, new(LeakyRelu.UsualSlope));
    }
}
