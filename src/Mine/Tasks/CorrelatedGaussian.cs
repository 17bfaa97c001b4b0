using HyperGan.Kernels;

namespace HyperGan.Mine;

/// <summary> x and z standard normal, column i of x correlated with column i of z by ρ and with nothing else: the task whose answer is known in every dimension. </summary>
public static class CorrelatedGaussian
{
    /// <summary> Independent pairs, row by row. </summary>
    /// <param name="rho"> ρ, in [−1, 1]. </param>
    /// <param name="count"> Number of pairs. </param>
    /// <param name="seed"> What they follow from. </param>
    /// <param name="dimension"> Columns of x and of z. </param>
    /// <returns> x and z, count × dimension each. </returns>
    /// <exception cref="ArgumentException"> ρ is outside, or there is nothing to draw. </exception>
    public static (Real[] X, Real[] Z) Sample(double rho, int count, ulong seed = 0, int dimension = 1)
    {
        Check(rho, dimension);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var random = new RandomStream(seed).Split("correlated gaussian");
        var (x, z) = (new Real[checked(count * dimension)], new Real[count * dimension]);
        random.Split("x").Normal(x);
        random.Split("z").Normal(z);
        var rest = Math.Sqrt((1 - rho) * (1 + rho));
        for (var i = 0; i < z.Length; i++)
            z[i] = (Real)(rho * x[i] + rest * z[i]);
        return (x, z);
    }

    /// <summary> I = −d/2 ln(1 − ρ²) nats; infinite where |ρ| = 1. </summary>
    /// <exception cref="ArgumentException"> ρ is outside [−1, 1], or the dimension is below 1. </exception>
    public static double MutualInformation(double rho, int dimension = 1)
    {
        Check(rho, dimension);
        // (1 − ρ)(1 + ρ) keeps the digits that 1 − ρ² loses near 1, and loses those near 0.
        return -0.5 * dimension * (rho * rho < 0.5 ? NearZero.LogP1(-rho * rho) : Math.Log((1 - rho) * (1 + rho)));
    }

    /// <summary> ρ = ±√(1 − e^(−2 I / d)), here the positive one: the correlation at which d columns carry I nats. </summary>
    /// <exception cref="ArgumentException"> I is negative, or the dimension is below 1. </exception>
    public static double Correlation(double information, int dimension = 1)
    {
        if (!(information >= 0))
            throw new ArgumentException($"CorrelatedGaussian: an information of {information} nats; it is never negative.");
        Check(0, dimension);
        return Math.Sqrt(-NearZero.ExpM1(-2 * information / dimension));
    }

    /// <summary> Correlations evenly from −<paramref name="largest"/> to <paramref name="largest"/>: the axis of a sweep. </summary>
    /// <exception cref="ArgumentException"> Fewer than two, or the largest is not in (0, 1]. </exception>
    public static double[] Correlations(int count = 15, double largest = 0.99)
    {
        if (count < 2 || largest is not (> 0 and <= 1))
            throw new ArgumentException($"CorrelatedGaussian: {count} correlations up to {largest}; at least two, up to at most 1.");
        return [.. Enumerable.Range(0, count).Select(i => largest * (2 * i - (count - 1)) / (count - 1))];
    }

    static void Check(double rho, int dimension)
    {
        if (rho is not (>= -1 and <= 1) || dimension < 1)
            throw new ArgumentException($"CorrelatedGaussian: a correlation of {rho} in {dimension} dimensions; it must be in [−1, 1] and the dimension at least 1.");
    }
}
