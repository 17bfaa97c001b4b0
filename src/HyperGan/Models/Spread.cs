using HyperGan.Uncertainty;

namespace HyperGan;

/// <summary>
/// Corrects the width of predictions by two numbers. The mixture of the members' mₖ and sₖ, of mean m and deviation σ, is scaled about m by c:
/// every member expects the error of its own mean, which for an ensemble is too much where members err apart. And with probability π a row is
/// of a kind not seen before, N(m, (6 c σ)²): Gaussians alone would call it impossible, and one such row would widen all others.
/// </summary>
/// <param name="Factor"> c </param>
/// <param name="Outliers"> π </param>
readonly record struct Spread(double Factor, double Outliers)
{
    /// <summary> Deviation of an outlier in that of the mixture. </summary>
    const double Wide = 6;

    const double Narrowest = 0.1, Widest = 10;

    /// <summary> Deviation of ln c before any row is seen: a factor of two is nothing unusual. Matters only where rows are few. </summary>
    const double PriorDeviation = 0.7;

    /// <summary> What is known of outliers before any row is seen: as if one had been met among so many rows. </summary>
    const double PriorRows = 200;

    static readonly double[] _shares = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.007, 0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1];

    /// <summary> Those of the largest posterior density, from predictions of rows that took no part in the training. </summary>
    /// <param name="means"> rows × members. </param>
    /// <param name="deviations"> The same. </param>
    /// <param name="y"> One for each row. </param>
    public static Spread Of(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, ReadOnlySpan<double> y)
    {
        // Golden section over ln c; the best π of each c comes with it.
        var ratio = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Narrowest), Math.Log(Widest));
        var (a, b) = (high - ratio * (high - low), low + ratio * (high - low));
        var (atA, atB) = (Loss(means, deviations, y, a), Loss(means, deviations, y, b));
        while (high - low > 1e-3)
            if (atA.Loss < atB.Loss)
            {
                (high, b, atB) = (b, a, atA);
                a = high - ratio * (high - low);
                atA = Loss(means, deviations, y, a);
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                b = low + ratio * (high - low);
                atB = Loss(means, deviations, y, b);
            }
        return atA.Loss < atB.Loss ? new(Math.Exp(a), atA.Share) : new(Math.Exp(b), atB.Share);
    }

    /// <summary> Corrects the mixture of one row, in place. </summary>
    /// <param name="means"> Those of the members, and room for one more. </param>
    /// <param name="deviations"> The same. </param>
    public void Apply(Span<double> means, Span<double> deviations)
    {
        var mixture = new GaussianMixture(means[..^1], deviations[..^1]);
        var (mean, deviation) = (mixture.Mean, Math.Sqrt(mixture.Variance));
        (means[^1], deviations[^1]) = (mean, Wide * deviation);
        for (var k = 0; k < means.Length; k++)
            (means[k], deviations[k]) = (mean + Factor * (means[k] - mean), Factor * deviations[k]);
    }

    /// <summary> The weights of members and of the outliers' Gaussian, which comes last. </summary>
    public double[] Weights(int members) => [.. Enumerable.Repeat((1 - Outliers) / members, members), Outliers];

    static (double Loss, double Share) Loss(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, ReadOnlySpan<double> y, double logFactor)
    {
        var members = means.Length / y.Length;
        var (usual, outlying) = (new double[y.Length], new double[y.Length]);
        for (var i = 0; i < y.Length; i++)
        {
            // The density at y of a mixture scaled by c about its mean is that of the mixture at mean + (y − mean) / c, divided by c.
            var mixture = new GaussianMixture(means.Slice(i * members, members), deviations.Slice(i * members, members));
            var at = mixture.Mean + (y[i] - mixture.Mean) / Math.Exp(logFactor);
            usual[i] = mixture.LogDensity(at) - logFactor;
            outlying[i] = new Gaussian(mixture.Mean, Wide * Math.Sqrt(mixture.Variance)).LogDensity(at) - logFactor;
        }
        var best = (Loss: double.PositiveInfinity, Share: 0.0);
        foreach (var share in _shares)
        {
            var loss = logFactor * logFactor / (2 * PriorDeviation * PriorDeviation) - Math.Log(share) - (PriorRows - 1) * Math.Log(1 - share);
            for (var i = 0; i < y.Length; i++)
            {
                var (p, q) = (Math.Log(1 - share) + usual[i], Math.Log(share) + outlying[i]);
                loss -= Math.Max(p, q) + Math.Log(1 + Math.Exp(-Math.Abs(p - q)));
            }
            if (loss < best.Loss)
                best = (loss, share);
        }
        return best;
    }
}
