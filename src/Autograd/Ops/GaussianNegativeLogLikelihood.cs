namespace HyperGan.Autograd;

public readonly partial struct Tensor
{
    const double HalfLogTwoPi = 0.918938533204672741780329736406;

    /// <summary> y = mean of ½ ln(2πv) + (t − m)² / 2v, this being the means m and v one given variance      dm += dy ⊙ (m − t) / (n v) </summary>
    /// <exception cref="ArgumentException"> The variance is not positive, or a dimension differs and neither is 1. </exception>
    public Tensor GaussianNegativeLogLikelihood(in Tensor target, Real variance) => variance > 0
        ? MeanSquaredError(target) * (1 / (2 * variance)) + (Real)(HalfLogTwoPi + Math.Log(variance) / 2)
        : throw new ArgumentException($"GaussianNegativeLogLikelihood: a variance of {variance}; it must be positive.");

    /// <summary>
    /// y = mean of ½ ln(2πv) + (t − m)² / 2v, this being the means m and v variances that may be learned
    /// dm += dy ⊙ (m − t) / (n v)      dv += dy ⊙ (1 − (t − m)² / v) / (2 n v)
    /// </summary>
    /// <remarks> v must be positive: the Exp or Softplus of what a network puts out, plus a floor. Where it is not, the loss is NaN. </remarks>
    /// <exception cref="ArgumentException"> A dimension differs and neither is 1. </exception>
    public Tensor GaussianNegativeLogLikelihood(in Tensor target, in Tensor variance)
    {
        Shape.Meet(target.Shape, "GaussianNegativeLogLikelihood").Meet(variance.Shape, "GaussianNegativeLogLikelihood");   // before anything is recorded
        return ((target - this).Square() / variance + variance.Log()).Mean() * (Real)0.5 + (Real)HalfLogTwoPi;
    }
}
