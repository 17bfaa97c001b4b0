using HyperGan.Autograd;

namespace HyperGan;

/// <summary> How well the members fit the data of a step. </summary>
public interface IFit
{
    /// <summary> Parameters of its own (the level of a noise), moved by an optimiser of their own at the generator's rate; empty if it has none. </summary>
    ParameterRange Parameters => default;

    /// <summary> The mean loss over members and rows. </summary>
    /// <param name="pass"> The pass; its outputs are members × batch × outputs. </param>
    /// <param name="batch"> The rows of the step. </param>
    Tensor Loss(in Pass pass, in Batch batch);

    /// <summary>
    /// Whether the loss of all members is the mean of those of each, with no state beside. A fit that says so sees some members at a time, one
    /// group after the other; one that does not sees all at once.
    /// </summary>
    bool IsMeanOverMembers => false;

    /// <summary> Outputs that the main network needs for <paramref name="targets"/> targets. </summary>
    int Outputs(int targets) => targets;
}
