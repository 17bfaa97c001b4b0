using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// What keeps the members of an ensemble apart. A further kind is one more class: parameters of its own are made in its constructor, and it
/// says here what it adds to the loss.
/// </summary>
public interface IDiversity
{
    /// <summary> Parameters of its own (a discriminator, a statistics network), moved by an optimiser of their own; empty if it has none. </summary>
    ParameterRange Parameters { get; }

    /// <summary>
    /// Whether it looks at generated layers or outputs. A term that does not, and says so, sees noise, condition and codes alone: layers and
    /// outputs are then made for some members at a time and forgotten, and a pass has none.
    /// </summary>
    bool SeesMembers => true;

    /// <summary> Draws what is random in a step, before the pass. </summary>
    /// <param name="members"> Members of the step. </param>
    /// <param name="random"> The term's own stream. </param>
    void Draw(int members, RandomStream random);

    /// <summary> The terms of the loss. </summary>
    DiversityLoss Loss(in Pass pass);
}
