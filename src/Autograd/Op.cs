namespace HyperGan.Autograd;

/// <summary>
/// An operation: what it computes and what it passes back. It has no state of its own, one instance serves every tape; what belongs to one
/// call lies in the <see cref="Node"/>. Derive from it and pass the type to <see cref="Tape.Record{TOp}(in Tensor, Shape, Real, object, Shape)"/>
/// to add an operation of your own, and let <c>GradientCheck</c> confirm it.
/// </summary>
public abstract class Op
{
    /// <summary> The name in messages. </summary>
    public virtual string Name => GetType().Name;

    /// <summary> Writes every number of <see cref="Node.Y"/>, whose old content is undefined, and records nothing. May run again (<see cref="Tape.Replay"/>). </summary>
    public abstract void Forward(in Node n);

    /// <summary>
    /// Whether Backward asks <see cref="Operand.TakesFirstGradient"/> of every operand before it adds to its gradient. If not, the gradients of
    /// large operands are cleared before Backward where nobody has added to them.
    /// </summary>
    public virtual bool TakesFirstGradients => false;

    /// <summary> Adds to <see cref="Operand.Grads"/> of every operand that is <see cref="Operand.Tracked"/>; overwrites only where <see cref="Operand.TakesFirstGradient"/> says so, since an operand may be used elsewhere. </summary>
    public abstract void Backward(in Node n);
}

/// <summary> The one instance of each operation. </summary>
static class Singleton<TOp> where TOp : Op, new()
{
    public static readonly TOp Value = new();
}
