namespace HyperGan.Kernels;

/// <summary> What the first half of a function knows of its argument, mostly x = n·ln 2 + r, of a logarithm's 2⁻ⁿ·(1 + r); what it leaves out costs nothing. </summary>
/// <param name="n"> A whole number. </param>
/// <param name="r"> What remains. </param>
/// <param name="low"> What r lost when it was rounded; of a logarithm's r / (2 + r). </param>
/// <param name="x"> The argument itself. </param>
readonly struct Reduced<V>(V n = default, V r = default, V low = default, V x = default) where V : struct, IReals<V>
{
    public readonly V N = n, R = r, Low = low, X = x;
}
