namespace HyperGan.Kernels;

/// <summary>
/// y = f(x), written once for vectors of every width, in two halves of about the same time. Each is a chain of dependent steps; since a loop begins
/// with one vector before it ends the one before, the processor finds two chains side by side and need not look far ahead for the second.
/// </summary>
interface IElementary
{
    /// <summary> Whether a loop ends every vector before it begins the next: where there is but one half, or a call, across which the next would have to be put away. </summary>
    static virtual bool IsWhole => false;

    /// <summary> The first half: what has to be known of x. </summary>
    static abstract Reduced<V> Reduce<V>(V x) where V : struct, IReals<V>;

    /// <summary> The second half: f of it. </summary>
    static abstract V Value<V>(Reduced<V> x) where V : struct, IReals<V>;
}
