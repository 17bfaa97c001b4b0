using System.Diagnostics;

namespace HyperGan.Kernels;

/// <summary>
/// y = f(x), written once for vectors of every width, in two halves of about the same time. Each is a chain of dependent steps; since a loop begins
/// with one vector before it ends the one before, the processor finds two chains side by side and need not look far ahead for the second.
/// </summary>
interface IElementary
{
    /// <summary> What f is taken of: the number itself, and only where a function says so its difference to a shift. </summary>
    static virtual V Argument<V>(V x, Real shift) where V : struct, IReals<V> => x;

    /// <summary> Whether the halves are right for all lanes of x. Those of most functions are for anything. </summary>
    static virtual bool IsOrdinary<V>(V x) where V : struct, IReals<V> => true;

    /// <summary> The first half: what has to be known of x. </summary>
    static abstract Reduced<V> Reduce<V>(V x) where V : struct, IReals<V>;

    /// <summary> The second half: f of it. </summary>
    static abstract V Value<V>(Reduced<V> x) where V : struct, IReals<V>;

    /// <summary> f(x) of lanes that are not all ordinary; the same bits where they are. A call, so it stays out of the loop that has two vectors in registers. </summary>
    static virtual V ValueOfAny<V>(V x) where V : struct, IReals<V> => throw new UnreachableException("A function for which every vector is ordinary was asked for another way.");
}
