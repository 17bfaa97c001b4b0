using System.Numerics;

namespace HyperGan.Kernels;

/// <summary> y = f(a, b), written once as a vector expression. </summary>
public interface IBinary
{
    /// <summary> f(a, b), element by element. </summary>
    static abstract Vector<Real> Value(Vector<Real> a, Vector<Real> b);
}
