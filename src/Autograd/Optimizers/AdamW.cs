using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> Adam whose weight decay is not part of the gradient (Loshchilov &amp; Hutter 2019): p ← (1 − rate · λ) p, then Adam's step. </summary>
public sealed class AdamW : Adam
{
    /// <summary> A new optimiser; λ is 0.01 unless set, as in PyTorch. </summary>
    public AdamW(ParameterRange parameters, double rate = 1e-3) : base(parameters, rate) => WeightDecay = 0.01;

    private protected override AdamStep StepOf(double rate, long step) => AdamStep.At(step, rate, Beta1, Beta2, Epsilon, weightDecay: WeightDecay);
}
