using HyperGan.Autograd;
using HyperGan.Kernels;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace HyperGan.Mine;

/// <summary>
/// Where a generator climbs an information bound beside its own loss: the gradient of the bound is cut to the norm of the gradient of the
/// loss, so that information, which is unbounded, never shouts the loss down (Belghazi et al. 2018, section 8.1.1):
/// g ← g_loss + g_bound · min(‖g_loss‖, ‖g_bound‖) / ‖g_bound‖.
/// </summary>
public sealed class AdaptiveClipping
{
    Real[] _ofLoss = [];

    /// <summary> ‖g_loss‖ of the last call. </summary>
    public double LossNorm { get; private set; } = double.NaN;

    /// <summary> ‖g_bound‖ of the last call, before it was cut. </summary>
    public double BoundNorm { get; private set; } = double.NaN;

    /// <summary> Runs both Backwards and leaves in <paramref name="parameters"/> the gradient of the loss plus the cut gradient of the bound. </summary>
    /// <param name="parameters"> The generator's. Gradients of all others, the statistics network's first of all, are those of <paramref name="boundLoss"/>, whole. </param>
    /// <param name="loss"> The generator's own loss. </param>
    /// <param name="boundLoss"> Minus a bound, from <see cref="BoundLoss"/>, weighted as wanted. </param>
    /// <exception cref="InvalidOperationException"> A norm is not finite: no optimiser should step. </exception>
    public void Backward(ParameterRange parameters, in Tensor loss, in Tensor boundLoss)
    {
        var tape = parameters.Tape;
        tape.Backward(loss);
        if (_ofLoss.Length != parameters.Gradients.Length)
            _ofLoss = new Real[parameters.Gradients.Length];
        parameters.Gradients.CopyTo(_ofLoss);
        LossNorm = Reduce.Norm(_ofLoss);
        tape.Backward(boundLoss);
        var gradients = parameters.Gradients;
        BoundNorm = Reduce.Norm(gradients);
        if (!double.IsFinite(LossNorm) || !double.IsFinite(BoundNorm))
            throw new InvalidOperationException(
                $"AdaptiveClipping: the gradient of the loss has norm {LossNorm}, that of the bound {BoundNorm}; lower a rate, or look for a division by 0 or a log of 0.");
        if (BoundNorm > LossNorm)
            TensorPrimitives.Multiply(gradients, (Real)(LossNorm / BoundNorm), gradients);
        TensorPrimitives.Add(gradients, _ofLoss, gradients);
    }
}
