namespace HyperGan.Uncertainty.Tests;

/// <summary> Plain numerics for oracles: an integral, a Beta law, a Kolmogorov–Smirnov distance. </summary>
static class Numeric
{
    /// <summary> Simpson's rule between neighbouring breaks, each piece halved until it holds. </summary>
    public static double Integral(Func<double, double> f, params double[] breaks)
    {
        var sum = 0.0;
        for (var i = 1; i < breaks.Length; i++)
            sum += Adaptive(f, breaks[i - 1], breaks[i], f(breaks[i - 1]), f(0.5 * (breaks[i - 1] + breaks[i])), f(breaks[i]), depth: 30);
        return sum;
    }

    static double Adaptive(Func<double, double> f, double a, double b, double fa, double fm, double fb, int depth)
    {
        var m = 0.5 * (a + b);
        var (left, right) = (f(0.5 * (a + m)), f(0.5 * (m + b)));
        var whole = (b - a) / 6 * (fa + 4 * fm + fb);
        var halves = (b - a) / 12 * (fa + 4 * left + 2 * fm + 4 * right + fb);
        return depth == 0 || (depth < 26 && Math.Abs(halves - whole) < 1e-13)
            ? halves + (halves - whole) / 15
            : Adaptive(f, a, m, fa, left, fm, depth - 1) + Adaptive(f, m, b, fm, right, fb, depth - 1);
    }

    /// <summary> P(Beta(k, n + 1 − k) ≤ x) = P(Binomial(n, x) ≥ k) </summary>
    public static double BetaCumulative(int k, int n, double x)
    {
        if (x <= 0)
            return 0;
        if (x >= 1)
            return 1;
        var (sum, log) = (0.0, n * Math.Log(1 - x));
        for (var j = 0; j <= n; j++)
        {
            if (j >= k)
                sum += Math.Exp(log);
            log += Math.Log((n - j) / (j + 1.0)) + Math.Log(x / (1 - x));
        }
        return sum;
    }

    /// <summary> sup |empirical − true| · √n; beyond 1.95 with probability 0.001. </summary>
    public static double KolmogorovSmirnov(double[] x, Func<double, double> cumulative)
    {
        var sorted = x.Order().ToArray();
        var distance = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var f = cumulative(sorted[i]);
            distance = Math.Max(distance, Math.Max(f - (double)i / sorted.Length, (i + 1.0) / sorted.Length - f));
        }
        return distance * Math.Sqrt(sorted.Length);
    }
}
