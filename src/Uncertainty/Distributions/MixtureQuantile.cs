namespace HyperGan.Uncertainty;

/// <summary>
/// The quantile of a Gaussian mixture. With p the probability of one tail (below x, or above x) and ζ(x) = Φ⁻¹(tail(x)), the root of
/// ζ(x) = Φ⁻¹(p) is sought: for one Gaussian ζ is a straight line, for an ensemble nearly, so the reversed Taylor series to third
/// order, started at the moment-matched Gaussian's quantile, ends after two or three evaluations. The root lies between the smallest
/// and the largest quantile of the members, and no step leaves this bracket, which every evaluation narrows.
/// </summary>
static class MixtureQuantile
{
    /// <summary> Bisection alone would end after some 1 100 halvings of any bracket of doubles; every third evaluation halves at the least. </summary>
    const int MostEvaluations = 4_000;

    /// <summary> Half a unit in the last place of 1. </summary>
    const double Rounding = 1.1102230246251565e-16;

    /// <summary> x with P(X ≤ x) = p, or P(X ≥ x) = p for the upper tail; 0 &lt; p ≤ ½. </summary>
    public static double Of(in GaussianMixture mixture, double p, bool upper) => Of(mixture, p, upper, out _);

    internal static double Of(in GaussianMixture mixture, double p, bool upper, out int evaluations)
    {
        evaluations = 0;
        var target = Normal.Quantile(p);
        var sign = upper ? -1 : 1;
        // Below its smallest quantile every member has at most p, beyond the largest at least p: the bracket.
        var (low, high, narrowest) = MixtureSums.Range(mixture, sign * target);
        var x = Math.Clamp(mixture.Mean + sign * target * Math.Sqrt(mixture.Variance), low, high);
        if (double.IsNaN(x))   // moments out of the range of numbers
            x = low + 0.5 * (high - low);
        var (checkedWidth, sinceChecked) = (high - low, 0);
        while (high - low > 2 * Rounding * Math.Max(Math.Abs(low), Math.Abs(high)) && evaluations < MostEvaluations)
        {
            var (tail, density, slope, bend) = MixtureSums.At(mixture, x, upper);
            evaluations++;
            if (tail == p)
                return x;
            if (upper == (tail > p))
                low = x;
            else
                high = x;

            var zeta = Normal.Quantile(tail);
            var (step, isLast) = Step(zeta - target, zeta, target, sign * density, sign * slope, sign * bend);
            var next = x - step;
            // On a member narrower than the rounding of x every step is short; its length says nothing then.
            if (Math.Abs(step) <= narrowest / 32 && (isLast || Math.Abs(step) <= Rounding * Math.Abs(x)))
                return Math.Clamp(next, low, high);
            var tooSlow = false;
            if (++sinceChecked == 3)
            {
                tooSlow = high - low > 0.5 * checkedWidth;
                (checkedWidth, sinceChecked) = (high - low, 0);
            }
            x = next > low && next < high && !tooSlow ? next : low + 0.5 * (high - low);
        }
        return low + 0.5 * (high - low);
    }

    /// <summary>
    /// How far x is beyond the root of ζ(x) − target = r. With F the tail and ′ along x: ζ′ = F′ / φ(ζ), ζ″ = F″ / φ(ζ) + ζ ζ′²,
    /// ζ‴ = F‴ / φ(ζ) + 3 ζ ζ′ ζ″ + (1 − ζ²) ζ′³; with t = r / ζ′, a = ½ t ζ″ / ζ′ and b = t² ζ‴ / (6 ζ′) the step is
    /// t (1 + a + 2a² − b). It may be the last if the terms left out change ζ by less than its rounding, and if it is so short that no
    /// member too far away to be seen in these sums comes into sight.
    /// </summary>
    static (double Step, bool IsLast) Step(double r, double zeta, double target, double first, double second, double third)
    {
        var scale = 1 / Normal.Density(zeta);
        var d1 = first * scale;
        var d2 = second * scale + zeta * d1 * d1;
        var d3 = third * scale + 3 * zeta * d1 * d2 + (1 - zeta * zeta) * d1 * d1 * d1;
        var t = r / d1;
        var a = 0.5 * t * d2 / d1;
        var b = t * t * d3 / (6 * d1);
        var size = Math.Max(Math.Abs(a), Math.Sqrt(Math.Abs(b)));
        if (!(size < 0.25))
            return (t, false);
        var leftOut = 100 * size * size * size * Math.Abs(r);
        return (t * (1 + a + 2 * a * a - b), leftOut <= Rounding * Math.Max(1, Math.Abs(target)));
    }
}
