using System.Numerics;

namespace HyperGan.Kernels;

/// <summary> y = f(x), written once as a vector expression. </summary>
public interface IMapValue
{
    /// <summary> f(x), element by element. </summary>
    static abstract Vector<Real> Value(Vector<Real> x);
}
