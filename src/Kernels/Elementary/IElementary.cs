namespace HyperGan.Kernels;

/// <summary> y = f(x), written once for vectors of every width. </summary>
interface IElementary
{
    /// <summary> f(x), element by element. </summary>
    static abstract TReals Value<TReals>(TReals x) where TReals : struct, IReals<TReals>;
}
