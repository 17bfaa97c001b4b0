namespace HyperGan.Kernels.Tests;

/// <summary> 0 in place of what is negative: done by the kernel before it writes a sum. </summary>
readonly struct Cut : IElementwise
{
    public static bool CutsNegatives => true;

    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y) => CutAfterwards.Forward(x, y);
}

/// <summary> The plain twin: a function like any other, applied to what was written. </summary>
readonly struct CutAfterwards : IElementwise
{
    public static void Forward(ReadOnlySpan<Real> x, Span<Real> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] <= 0 ? 0 : x[i];
    }
}
