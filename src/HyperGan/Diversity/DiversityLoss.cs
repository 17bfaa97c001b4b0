using HyperGan.Autograd;

namespace HyperGan;

/// <summary> What a diversity term adds to the loss of a step. </summary>
/// <param name="Generator"> Weighted by the diversity weight and added to the generator's loss; its gradient also reaches parameters of the term that are not detached. </param>
/// <param name="Own"> A loss of the term's own parameters, added as it is; it must not reach the generator. Null if there is none. </param>
public readonly record struct DiversityLoss(Tensor Generator, Tensor? Own);
