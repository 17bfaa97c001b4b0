using System.Numerics;

namespace HyperGan.Kernels;

/// <summary> ∂y/∂operand of y = f(a, b), written once as a vector expression. </summary>
public interface ISlope
{
    /// <summary> The slope at (a, b) where the value is y, element by element. </summary>
    static abstract Vector<Real> Slope(Vector<Real> a, Vector<Real> b, Vector<Real> y);

    /// <inheritdoc cref="IMapSlope.IsMask"/>
    static virtual bool IsMask => false;
}
