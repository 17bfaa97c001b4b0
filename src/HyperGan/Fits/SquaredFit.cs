using HyperGan.Autograd;

namespace HyperGan;

/// <summary> 1/n Σ (output − target)² over members, rows and outputs. </summary>
public sealed class SquaredFit : IFit
{
    /// <inheritdoc/>
    public bool IsMeanOverMembers => true;

    /// <inheritdoc/>
    public Tensor Loss(in Pass pass, in Batch batch) =>
        pass.Outputs.MeanSquaredError(pass.Outputs.Tape.Constant(batch.Targets, batch.Count, pass.Outputs.Shape.Cols));
}
