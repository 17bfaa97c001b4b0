using HyperGan.Autograd;

namespace HyperGan.Mine;

/// <summary> What a statistics network T says of a batch: the two samples from which every bound is computed. </summary>
/// <param name="Joint"> t = T(x, z) where x and z belong together, stack × rows × 1. </param>
/// <param name="Marginal"> t′ = T(x, z̄) where they do not, stack × rows × 1; the number of rows may be another. </param>
public readonly record struct Scores(Tensor Joint, Tensor Marginal);
