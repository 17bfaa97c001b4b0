using HyperGan.Autograd;

namespace HyperGan;

/// <summary> One layer of all members of an ensemble: Y = X·W + b for each of them. </summary>
/// <param name="Weight"> W: members × inputs × outputs, the transpose of what PyTorch keeps. </param>
/// <param name="Bias"> b: members × 1 × outputs. </param>
public readonly record struct LayerWeights(Tensor Weight, Tensor Bias);
