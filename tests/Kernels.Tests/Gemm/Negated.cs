namespace HyperGan.Kernels.Tests;

/// <summary> An activation that shows everywhere, and only once. </summary>
readonly struct Negated : IElementwise
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = -x[i];
    }
}
