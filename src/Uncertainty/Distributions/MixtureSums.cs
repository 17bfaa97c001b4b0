using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Uncertainty;

/// <summary> The sums over a mixture's members, a vector of members at a time. </summary>
static class MixtureSums
{
    /// <summary> Σ wₖ mₖ; NaN without members, as all of these. </summary>
    public static double Mean(in GaussianMixture mixture)
    {
        var sum = Vector<double>.Zero;
        for (var k = 0; k < mixture.Members; k += Vector<double>.Count)
            sum += Weights(mixture, k) * Lanes.Load(mixture.Means, k, beyond: 0);
        return Vector.Sum(sum) / mixture.TotalWeight;
    }

    /// <summary> Σ wₖ (mₖ − m)² </summary>
    public static double Spread(in GaussianMixture mixture)
    {
        var mean = new Vector<double>(Mean(mixture));
        var sum = Vector<double>.Zero;
        for (var k = 0; k < mixture.Members; k += Vector<double>.Count)
        {
            var gap = Lanes.Load(mixture.Means, k, beyond: 0) - mean;
            sum += Weights(mixture, k) * gap * gap;
        }
        return Vector.Sum(sum) / mixture.TotalWeight;
    }

    /// <summary> Σ wₖ sₖ² </summary>
    public static double MeanSquaredDeviation(in GaussianMixture mixture)
    {
        var sum = Vector<double>.Zero;
        for (var k = 0; k < mixture.Members; k += Vector<double>.Count)
        {
            var s = Lanes.Load(mixture.Deviations, k, beyond: 0);
            sum += Weights(mixture, k) * s * s;
        }
        return Vector.Sum(sum) / mixture.TotalWeight;
    }

    /// <summary> Smallest and largest mₖ + z sₖ, and the smallest sₖ. </summary>
    public static (double Low, double High, double Narrowest) Range(in GaussianMixture mixture, double z)
    {
        var low = new Vector<double>(double.PositiveInfinity);
        var (high, narrowest) = (-low, low);
        for (var k = 0; k < mixture.Members; k += Vector<double>.Count)
        {
            var s = Lanes.Load(mixture.Deviations, k, mixture.Deviations[0]);
            var quantile = Lanes.Load(mixture.Means, k, mixture.Means[0]) + new Vector<double>(z) * s;
            (low, high, narrowest) = (Vector.Min(low, quantile), Vector.Max(high, quantile), Vector.Min(narrowest, s));
        }
        return (Lanes.Min(low), -Lanes.Min(-high), Lanes.Min(narrowest));
    }

    /// <summary>
    /// One side's probability at x, below it or above it, then f(x), f′(x) and f″(x): with φₖ = φ((x − mₖ) / sₖ) / sₖ and z likewise,
    /// f = Σ wₖ φₖ,   f′ = −Σ wₖ φₖ z / sₖ,   f″ = Σ wₖ φₖ (z² − 1) / sₖ².
    /// </summary>
    public static (double Tail, double Density, double Slope, double Bend) At(in GaussianMixture mixture, double x, bool upper)
    {
        var (tail, density, slope, bend) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var at = new Vector<double>(x);
        for (var k = 0; k < mixture.Members; k += Vector<double>.Count)
        {
            var s = Vector<double>.One / Lanes.Load(mixture.Deviations, k, beyond: 1);
            var z = (at - Lanes.Load(mixture.Means, k, beyond: 0)) * s;
            var w = Weights(mixture, k);
            var bell = Normal.Bell(z);
            // The bell has ended long before z² could overflow.
            z = Vector.Max(Vector.Min(z, new Vector<double>(1e6)), new Vector<double>(-1e6));
            tail += w * Normal.Cumulative(upper ? -z : z, bell);
            var term = w * bell * s;
            density += term;
            term *= s;
            slope -= term * z;
            bend += term * s * (z * z - Vector<double>.One);
        }
        var scale = 1 / mixture.TotalWeight;
        var bellScale = scale * Normal.InverseRootTwoPi;
        return (Math.Min(1, Vector.Sum(tail) * scale), Vector.Sum(density) * bellScale, Vector.Sum(slope) * bellScale, Vector.Sum(bend) * bellScale);
    }

    /// <summary> Σₖ wₖ E|X − x| over the first <paramref name="count"/> members, X of N(mₖ, sₖ² + variance). </summary>
    public static double AbsoluteDistance(in GaussianMixture mixture, int count, double x, double variance)
    {
        var sum = Vector<double>.Zero;
        for (var k = 0; k < count; k += Vector<double>.Count)
        {
            var deviation = Lanes.Load(mixture.Deviations[..count], k, beyond: 1);
            // Without a variance the deviation is kept as it is: its square could underflow.
            var s = variance == 0 ? deviation : Vector.SquareRoot(deviation * deviation + new Vector<double>(variance));
            var m = new Vector<double>(x) - Lanes.Load(mixture.Means[..count], k, beyond: 0);
            sum += Lanes.Below(count - k, Weights(mixture, k)) * Absolute(m, s);
        }
        return Vector.Sum(sum) / mixture.TotalWeight;
    }

    /// <summary> E|X| = 2 s φ(m / s) + m (2 Φ(m / s) − 1) for X of N(m, s²) </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> Absolute(Vector<double> m, Vector<double> s)
    {
        var z = m / s;
        var bell = Normal.Bell(z);
        var two = new Vector<double>(2);
        return two * s * bell * new Vector<double>(Normal.InverseRootTwoPi) + m * (two * Normal.Cumulative(z, bell) - Vector<double>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> Weights(in GaussianMixture mixture, int k) =>
        mixture.Weights.IsEmpty ? Lanes.Below(mixture.Members - k, Vector<double>.One) : Lanes.Load(mixture.Weights, k, beyond: 0);
}
