using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Uncertainty;

/// <summary>
/// The standard normal: φ, Φ and Φ⁻¹ to a relative error of some 1e-15, in the tails too. Written for vectors; a number alone is a vector
/// of equal lanes, so that one formula serves both.
/// </summary>
static class Normal
{
    /// <summary> 1 / √(2π) = φ(0) </summary>
    public const double InverseRootTwoPi = 0.3989422804014327;

    /// <summary> ½ ln(2π) </summary>
    public const double HalfLogTwoPi = 0.9189385332046728;

    /// <summary> Where Φ(−z) falls below the smallest normal number: from here on it is 0. </summary>
    const double End = 37.51;

    /// <summary> φ(z) = e^(−z²/2) / √(2π) </summary>
    public static double Density(double z) => InverseRootTwoPi * Bell(new Vector<double>(z))[0];

    /// <summary> Φ(z); 1 − Φ(z) is Φ(−z), to full relative precision. </summary>
    public static double Cumulative(double z)
    {
        var lanes = new Vector<double>(z);
        return Cumulative(lanes, Bell(lanes))[0];
    }

    /// <summary> Φ(z), given the bell e^(−z²/2). </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Cumulative(Vector<double> z, Vector<double> bell)
    {
        var tail = bell * TailOverBell(Vector.Min(Vector.Abs(z), new Vector<double>(End)));
        return Vector.ConditionalSelect(Vector.LessThan(z, Vector<double>.Zero), tail, Vector<double>.One - tail);
    }

    /// <summary>
    /// e^(−z²/2), 0 from |z| = 37.51. A rounding error of z² is one of the result, times z²/2: so z² is carried to twice the digits, from
    /// the upper 26 bits of z and the rest.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Bell(Vector<double> z)
    {
        var end = new Vector<double>(End);
        var x = Vector.Min(Vector.Abs(z), end);
        var upper = Vector.AsVectorDouble(Vector.AsVectorInt64(x) & new Vector<long>(-1L << 27));
        var square = x * x;
        var lost = upper * upper - square + (x - upper) * (x + upper);
        var half = new Vector<double>(-0.5);
        var exp = Vector.Exp(square * half);
        return Vector.ConditionalSelect(Vector.LessThan(x, end), exp + exp * (lost * half), Vector<double>.Zero);
    }

    /// <summary>
    /// Φ⁻¹(p), ±∞ at 0 and 1. In the centre (0.075 to 0.925) z / (p − ½) is a function of (p − ½)², in the tails z one of √(−ln p);
    /// rational interpolation at Chebyshev points in 60 digits, relative errors 7e-17 and 2e-17. All coefficients are positive.
    /// </summary>
    public static double Quantile(double p)
    {
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
            return q * Ratio(0.425 * 0.425 - q * q, CentreAbove, CentreBelow);
        var tail = q < 0 ? p : 1 - p;
        if (tail <= 0)
            return q < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        var z = Ratio(Math.Sqrt(-Math.Log(tail)) - 1.6, TailAbove, TailBelow);
        return q < 0 ? -z : z;
    }

    static ReadOnlySpan<double> CentreAbove =>
        [3.3871328727963665, 148.75654077063152, 2548.224857302263, 21627.48116049056, 95692.73551269759, 213550.16248438216, 214247.38019842384, 74060.81462563903, 3907.0076390238164];

    static ReadOnlySpan<double> CentreBelow =>
        [1.0, 46.92338689522055, 871.2838940641986, 8176.878340636072, 41169.98166790857, 109244.70555458817, 140376.82723612545, 72342.69749284588, 9398.464517206592];

    static ReadOnlySpan<double> TailAbove =>
        [1.4234371107496835, 4.972083119114903, 6.928300316512272, 5.187527223080697, 2.338145225329779, 0.6649903253745859, 0.12000511035547633, 0.013331391058598348, 0.000854667035865676, 2.8519255117083216e-05, 4.18330163594792e-07, 1.884369504684677e-09];

    static ReadOnlySpan<double> TailBelow =>
        [1.0, 2.2932761870145537, 2.202434766698412, 1.1610661105210933, 0.36880862330039244, 0.07233249509018351, 0.0085570945687345, 0.0005736893974788728, 1.97012867216556e-05, 2.936738180208617e-07, 1.3324488107909075e-09];

    static double Ratio(double x, ReadOnlySpan<double> above, ReadOnlySpan<double> below) => Polynomial(x, above) / Polynomial(x, below);

    static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return sum;
    }

    /// <summary>
    /// Φ(−x) / e^(−x²/2) on 0 ≤ x ≤ 39, fitted as the quantile is: relative error 4e-18, positive coefficients, ½ at 0 to the bit. It is
    /// half of the scaled complementary error function of x / √2, and falls like 1 / x, which one rational function follows all the way.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> TailOverBell(Vector<double> x)
    {
        var above = new Vector<double>(1.89186308076578e-07);
        above = Next(above, x, 6.059748762883487e-06);
        above = Next(above, x, 9.476064677614312e-05);
        above = Next(above, x, 0.0009429342090772977);
        above = Next(above, x, 0.006572284603819624);
        above = Next(above, x, 0.03342154250597047);
        above = Next(above, x, 0.12547686245577408);
        above = Next(above, x, 0.34401595283770287);
        above = Next(above, x, 0.6624252720379645);
        above = Next(above, x, 0.8169777435082185);
        above = Next(above, x, 0.5);
        var below = new Vector<double>(4.742197489975627e-07);
        below = Next(below, x, 1.5189537586257936e-05);
        below = Next(below, x, 0.00023800393627485553);
        below = Next(below, x, 0.0023787750875216727);
        below = Next(below, x, 0.016710855679174536);
        below = Next(below, x, 0.0861085903595106);
        below = Next(below, x, 0.33052779755651246);
        below = Next(below, x, 0.9415204249887729);
        below = Next(below, x, 1.944366373798498);
        below = Next(below, x, 2.765178172573052);
        below = Next(below, x, 2.4318400478193025);
        below = Next(below, x, 1);
        return above / below;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> Next(Vector<double> sum, Vector<double> x, double coefficient) =>
        Vector.MultiplyAddEstimate(sum, x, new Vector<double>(coefficient));
}
