using System.Numerics;

namespace HyperGan.Kernels;

/// <summary> dy/dx of y = f(x), written once as a vector expression. </summary>
public interface IMapSlope
{
    /// <summary> The slope at x where the value is y, element by element. </summary>
    static abstract Vector<Real> Slope(Vector<Real> x, Vector<Real> y);

    /// <summary> Whether the slope is 1 or 0 and cuts off: where it is 0 nothing passes, not even what is infinite, of which 0 · ∞ would make NaN. </summary>
    static virtual bool IsMask => false;
}
