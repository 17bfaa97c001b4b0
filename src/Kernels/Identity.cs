namespace HyperGan.Kernels;

/// <summary> y = x </summary>
public readonly struct Identity : IElementwise
{
    /// <inheritdoc/>
    public static bool IsIdentity => true;

    /// <inheritdoc/>
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => x.CopyTo(y);
}
