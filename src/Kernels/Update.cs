namespace HyperGan.Kernels;

/// <summary> What an optimiser does to a range of parameters, one pass over memory each. </summary>
public static class Update
{
    /// <summary>
    /// Adam (Kingma &amp; Ba 2015): m = β₁m + (1 − β₁)g, v = β₂v + (1 − β₂)g², p −= rate · (m / correction₁) / (√(v / correction₂) + ε),
    /// after p −= rate · weightDecay · p (AdamW; 0 for Adam).
    /// </summary>
    public static void Adam(Span<Real> p, ReadOnlySpan<Real> g, Span<Real> m, Span<Real> v, in AdamStep step)
    {
        for (var i = 0; i < p.Length; i++)
        {
            p[i] -= step.Rate * step.WeightDecay * p[i];
            m[i] += (1 - step.Beta1) * (g[i] - m[i]);
            v[i] += (1 - step.Beta2) * (g[i] * g[i] - v[i]);
            p[i] -= step.Rate * (m[i] / step.Correction1) / (Real.Sqrt(v[i] / step.Correction2) + step.Epsilon);
        }
    }
}

/// <summary> The numbers of one Adam step; correctionᵢ = 1 − βᵢᵗ. </summary>
public readonly record struct AdamStep(Real Rate, Real Beta1, Real Beta2, Real Epsilon, Real WeightDecay, Real Correction1, Real Correction2);
