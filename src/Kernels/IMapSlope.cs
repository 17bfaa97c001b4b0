using System.Numerics;

namespace HyperGan.Kernels;

/// <summary> dy/dx of y = f(x), written once as a vector expression. </summary>
public interface IMapSlope
{
    /// <summary> The slope at x where the value is y, element by element. </summary>
    static abstract Vector<Real> Slope(Vector<Real> x, Vector<Real> y);
}
