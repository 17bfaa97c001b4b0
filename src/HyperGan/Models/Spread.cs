using HyperGan.Uncertainty;

namespace HyperGan;

/// <summary>
/// One number that corrects the width of predictions: means mₖ and deviations sₖ of a mixture about its mean m become m + c (mₖ − m) and c sₖ.
/// Every member expects the error of its own mean, which for an ensemble is too much where members err apart: in a simulator without noise
/// the mixture would be twice as wide as its errors.
/// </summary>
static class Spread
{
    const double Narrowest = 0.1, Widest = 10;

    /// <summary> Deviation of ln c before any row is seen: a factor of two is nothing unusual. Matters only where rows are few. </summary>
    const double PriorDeviation = 0.7;

    /// <summary> The c of the largest posterior density, from predictions of rows that took no part in the training. </summary>
    /// <param name="means"> rows × members. </param>
    /// <param name="deviations"> The same. </param>
    /// <param name="y"> One for each row. </param>
    public static double Of(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, ReadOnlySpan<double> y)
    {
        // Golden section; ln c is bracketed, and the loss has one minimum where members agree.
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Narrowest), Math.Log(Widest));
        var (a, b) = (high - ratio * (high - low), low + ratio * (high - low));
        var (lossA, lossB) = (Loss(means, deviations, y, a), Loss(means, deviations, y, b));
        while (high - low > 1e-3)
            if (lossA < lossB)
            {
                (high, b, lossB) = (b, a, lossA);
                a = high - ratio * (high - low);
                lossA = Loss(means, deviations, y, a);
            }
            else
            {
                (low, a, lossA) = (a, b, lossB);
                b = low + ratio * (high - low);
                lossB = Loss(means, deviations, y, b);
            }
        return Math.Exp((low + high) / 2);
    }

    /// <summary> Applies c to the mixture of one row, in place. </summary>
    public static void Apply(double c, Span<double> means, Span<double> deviations)
    {
        var mean = 0.0;
        foreach (var m in means)
            mean += m / means.Length;
        for (var k = 0; k < means.Length; k++)
            (means[k], deviations[k]) = (mean + c * (means[k] - mean), c * deviations[k]);
    }

    static double Loss(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, ReadOnlySpan<double> y, double logSpread)
    {
        var members = means.Length / y.Length;
        var c = Math.Exp(logSpread);
        var loss = logSpread * logSpread / (2 * PriorDeviation * PriorDeviation);
        for (var i = 0; i < y.Length; i++)
        {
            // Density at y of the mixture scaled by c about its mean: that of the mixture at mean + (y − mean) / c, divided by c.
            var mixture = new GaussianMixture(means.Slice(i * members, members), deviations.Slice(i * members, members));
            var mean = mixture.Mean;
            loss += logSpread - mixture.LogDensity(mean + (y[i] - mean) / c);
        }
        return loss;
    }
}
