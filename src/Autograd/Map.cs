using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> y = f(x) of one operand: the value over spans, the slope f′ once, as a vector expression of x and y. </summary>
public interface IMap : IElementwise, IMapSlope;

/// <summary> A map whose slope is an expression of y alone. It may follow an affine operation at no cost of memory; there <c>x</c> of the slope is not to be read. </summary>
public interface IActivation : IMap;

/// <summary> y = f(x)      dx += dy ⊙ f′(x, y) </summary>
public sealed class Map<TMap> : Op where TMap : IMap
{
    /// <inheritdoc/>
    public override string Name => typeof(TMap).Name;

    /// <inheritdoc/>
    public override void Forward(in Node n) => Elementwise.Forward<TMap>(n.A.Values, n.Y.Values, n.Team);

    /// <inheritdoc/>
    public override bool TakesFirstGradients => true;

    /// <inheritdoc/>
    public override void Backward(in Node n)
    {
        if (n.A.TakesFirstGradient())
            Elementwise.MultiplySlope<TMap>(n.A.Values, n.Y.Values, n.Y.Grads, n.A.Grads, n.Team);
        else
            Elementwise.AccumulateSlope<TMap>(n.A.Values, n.Y.Values, n.Y.Grads, n.A.Grads, n.Team);
    }
}
