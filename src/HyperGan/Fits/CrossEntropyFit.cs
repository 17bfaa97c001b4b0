using HyperGan.Autograd;

namespace HyperGan;

/// <summary> −1/n Σ ln softmax(output)[label] over members and rows: the outputs are logits. </summary>
public sealed class CrossEntropyFit : IFit
{
    /// <inheritdoc/>
    public bool IsMeanOverMembers => true;

    /// <inheritdoc/>
    public Tensor Loss(in Pass pass, in Batch batch) => pass.Outputs.SoftmaxCrossEntropy(batch.Labels);
}
