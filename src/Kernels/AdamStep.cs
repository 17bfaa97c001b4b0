namespace HyperGan.Kernels;

/// <summary> The numbers of one Adam step; correctionᵢ = 1 − βᵢᵗ. </summary>
/// <param name="Rate"> The learning rate. </param>
/// <param name="Beta1"> Decay of the mean of the gradient. </param>
/// <param name="Beta2"> Decay of the mean of the squared gradient. </param>
/// <param name="Epsilon"> Added to the denominator, after the correction. </param>
/// <param name="WeightDecay"> Decoupled decay (AdamW): p shrinks by rate · weightDecay before the step; 0 for Adam. </param>
/// <param name="Correction1"> 1 − β₁ᵗ at step t = 1, 2, …. </param>
/// <param name="Correction2"> 1 − β₂ᵗ at step t = 1, 2, …. </param>
public readonly record struct AdamStep(Real Rate, Real Beta1, Real Beta2, Real Epsilon, Real WeightDecay, Real Correction1, Real Correction2)
{
    /// <summary> λ of the penalty λ/2 ‖p‖² whose gradient λp is added to g (what PyTorch's Adam, not AdamW, calls weight decay). </summary>
    public Real Penalty { get; init; }

    /// <summary> 1 − β₁; in float, the constructor's Beta1 has lost digits of it that <see cref="At"/> keeps. </summary>
    public Real Gain1 { get; init; } = 1 - Beta1;

    /// <summary> 1 − β₂; in float, the constructor's Beta2 has lost digits of it that <see cref="At"/> keeps. </summary>
    public Real Gain2 { get; init; } = 1 - Beta2;

    /// <summary> Step t = 1, 2, … with the corrections and 1 − β computed in double and rounded once, as PyTorch does. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> t is not positive, or a β is outside [0, 1). </exception>
    public static AdamStep At(long t, double rate, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, double penalty = 0)
    {
        if (t < 1)
            throw new ArgumentOutOfRangeException(nameof(t), $"AdamStep.At: step {t}; steps are counted from 1.");
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1))
            throw new ArgumentOutOfRangeException(nameof(beta1), $"AdamStep.At: β₁ = {beta1}, β₂ = {beta2}; both must be at least 0 and below 1.");
        return new(
            (Real)rate, (Real)beta1, (Real)beta2, (Real)epsilon, (Real)weightDecay, (Real)(1 - Math.Pow(beta1, t)), (Real)(1 - Math.Pow(beta2, t)))
        {
            Penalty = (Real)penalty,
            Gain1 = (Real)(1 - beta1),
            Gain2 = (Real)(1 - beta2),
        };
    }
}
