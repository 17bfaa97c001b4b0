namespace HyperGan.Kernels;

/// <summary> y = f(x), element by element; the way a function is handed to a kernel so that the JIT can inline it. </summary>
public interface IElementwise
{
    /// <summary>
    /// y[i] = f(x[i]). <paramref name="y"/> may be <paramref name="x"/> itself. Several threads may call it at once, each with some of the numbers,
    /// so a value may depend on its own argument alone.
    /// </summary>
    static abstract void Forward(ReadOnlySpan<Real> x, Span<Real> y);

    /// <summary> Whether f(x) = x, so that a kernel may leave it out. </summary>
    static virtual bool IsIdentity => false;

    /// <summary> Whether f(x) = 0 for x ≤ 0 and x for all others, NaN among them, so that a kernel may cut a sum before it writes it. </summary>
    static virtual bool CutsNegatives => false;
}
