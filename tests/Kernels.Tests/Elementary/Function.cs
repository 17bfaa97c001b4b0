using System.Numerics;

namespace HyperGan.Kernels.Tests;

/// <summary> One elementary function: as the engine has it, over spans and over vectors, and in fixed point. </summary>
sealed record Function(string Name, Function.Map OverSpan, Func<Vector<Real>, Vector<Real>> OverVector, Func<BigInteger, BigInteger> Exact, double Low, double High)
{
    public delegate void Map(ReadOnlySpan<Real> x, Span<Real> y);

    static readonly BigInteger _one = FixedPoint.One;

    /// <summary> Low and High: where the value is neither 0, ±1 nor infinite for all the reference needs to care. </summary>
    public static readonly Function[] All =
    [
        new("exp", Elementary.Exp, Elementary.Exp, FixedPoint.Exp, -760, 709.7),
        new("expm1", Elementary.ExpM1, Elementary.ExpM1, x => FixedPoint.Exp(x) - _one, -60, 709.7),
        new("log", Elementary.Log, Elementary.Log, FixedPoint.Log, double.Epsilon, 1e30),
        new("log1p", Elementary.Log1P, Elementary.Log1P, FixedPoint.Log1P, -1 + 1e-7, 1e30),
        new("tanh", Elementary.Tanh, Elementary.Tanh, Tanh, -60, 60),
        new("sigmoid", Elementary.Sigmoid, Elementary.Sigmoid, x => FixedPoint.Divide(FixedPoint.Exp(x), _one + FixedPoint.Exp(x)), -760, 60),
        new("softplus", Elementary.Softplus, Elementary.Softplus, Softplus, -760, 1e6),
    ];

    public static Function Named(string name) => All.Single(f => string.Equals(f.Name, name, StringComparison.Ordinal));

    public Real Of(Real x)
    {
        Span<Real> y = [x];
        OverSpan(y, y);
        return y[0];
    }

    /// <summary> How many units in its last place y is away from f(x). </summary>
    public double Error(Real x, Real y)
    {
        if (Real.IsNaN(y))
            return double.NaN;
        // A result beyond the largest number is ∞, which stands where the next number would.
        var limit = 2 * FixedPoint.Of(Math.Pow(2, Real.ILogB(Real.MaxValue)));
        var exact = BigInteger.Clamp(Exact(FixedPoint.Of(x)), -limit, limit);
        var value = Real.IsInfinity(y) ? Math.Sign(y) * limit : FixedPoint.Of(y);
        var exponent = Math.Max((int)BigInteger.Abs(exact).GetBitLength() - 1 - FixedPoint.Fraction, Real.ILogB(Real.Epsilon) + MantissaBits);
        return (double)(BigInteger.Abs(value - exact) * 1000 >> (FixedPoint.Fraction + exponent - MantissaBits)) / 1000;
    }

    static int MantissaBits => -Real.ILogB(Real.BitIncrement(1) - 1);

    static BigInteger Tanh(BigInteger x)
    {
        var e = FixedPoint.Exp(2 * x);
        return FixedPoint.Divide(e - _one, e + _one);
    }

    static BigInteger Softplus(BigInteger x) => BigInteger.Max(x, 0) + FixedPoint.Log1P(FixedPoint.Exp(-BigInteger.Abs(x)));
}
