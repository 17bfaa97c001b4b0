namespace HyperGan.Uncertainty;

/// <summary>
/// Continuous ranked probability score ∫ (F(x) − [y ≤ x])² dx = E|X − y| − ½ E|X − X′|, in the units of y. Proper; lower is better; the
/// absolute error of a forecast without spread.
/// </summary>
public static class Crps
{
    /// <summary> s (z (2 Φ(z) − 1) + 2 φ(z) − 1 / √π), z = (y − m) / s (Gneiting and Raftery 2007). </summary>
    /// <exception cref="ArgumentException"> y is not finite. </exception>
    public static double Of(Gaussian prediction, double y)
    {
        Check.Finite("Crps.Of", "y", y);
        var z = (y - prediction.Mean) / prediction.Deviation;
        return prediction.Deviation * (z * (2 * Normal.Cumulative(z) - 1) + 2 * Normal.Density(z) - InverseRootPi);
    }

    /// <summary> Σ wₖ A(y − mₖ, sₖ²) − ½ ΣΣ wⱼ wₖ A(mⱼ − mₖ, sⱼ² + sₖ²), A = E|N(m, s²)| (Grimit et al. 2006). Members² / 2 terms. </summary>
    /// <exception cref="ArgumentException"> y is not finite. </exception>
    public static double Of(GaussianMixture prediction, double y)
    {
        Check.Finite("Crps.Of", "y", y);
        if (prediction.Members == 0)
            throw new ArgumentException("Crps.Of: this is `default`, a mixture without members; make it from means and deviations.");
        var spread = 0.0;
        for (var j = 0; j < prediction.Members; j++)
        {
            var s = prediction.Deviations[j];
            // Half of the j-th with itself, A(0, 2s²) = 2s / √π, and the whole of it with those before.
            var self = prediction.Weight(j) * s * InverseRootPi;
            spread += prediction.Weight(j) * (self + MixtureSums.AbsoluteDistance(prediction, j, prediction.Means[j], s * s));
        }
        return MixtureSums.AbsoluteDistance(prediction, prediction.Members, y, 0) - spread;
    }

    /// <summary> Of draws, as <see cref="Ensemble"/>, plain. </summary>
    /// <exception cref="ArgumentException"> y is not finite. </exception>
    public static double Of(EmpiricalSample prediction, double y)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        Check.Finite("Crps.Of", "y", y);
        return OfSorted(prediction.Draws, y, fair: false);
    }

    /// <summary>
    /// mean |xᵢ − y| − Σ|xᵢ − xⱼ| / (2M²), of the draws as they are; fair divides by 2M(M − 1), which is what infinitely many draws of the
    /// same kind would score on average, and may be negative (Ferro 2014). O(M log M): summed over the gaps between sorted draws.
    /// </summary>
    /// <exception cref="ArgumentException"> A number is not finite, there are no draws, or one alone and fair. </exception>
    public static double Ensemble(ReadOnlySpan<double> draws, double y, bool fair = false)
    {
        Check.Finite("Crps.Ensemble", "draw", draws);
        Check.Finite("Crps.Ensemble", "y", y);
        if (fair && draws.Length < 2)
            throw new ArgumentException("Crps.Ensemble: one draw has no spread to be fair about; give at least two, or take the plain score.");
        var sorted = draws.Length <= 512 ? stackalloc double[draws.Length] : new double[draws.Length];
        draws.CopyTo(sorted);
        sorted.Sort();
        return OfSorted(sorted, y, fair);
    }

    /// <summary> Mean over rows of Gaussian predictions. </summary>
    /// <exception cref="ArgumentException"> Lengths differ or are 0, a number is not finite, or a deviation not positive. </exception>
    public static double Mean(ReadOnlySpan<double> y, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        Rows.Check("Crps.Mean", y, means, deviations);
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
            sum += Of(new Gaussian(means[i], deviations[i]), y[i]);
        return sum / y.Length;
    }

    /// <summary> Mean over rows of an ensemble's mixtures. </summary>
    /// <exception cref="ArgumentException"> There is not one y for each row, or one is not finite. </exception>
    public static double Mean(ReadOnlySpan<double> y, GaussianMixtureTable predictions)
    {
        var scores = new double[y.Length];
        predictions.Crps(y, scores);
        return scores.Average();
    }

    const double InverseRootPi = 0.5641895835477563;

    /// <summary>
    /// The integral itself: F is i / M between the i-th and the next draw, so every term is positive and nothing cancels. ΣΣ|xᵢ − xⱼ|
    /// crosses the same gap 2 i (M − i) times.
    /// </summary>
    static double OfSorted(ReadOnlySpan<double> x, double y, bool fair)
    {
        double count = x.Length;
        var (score, distances) = (Math.Max(0, x[0] - y) + Math.Max(0, y - x[^1]), 0.0);
        for (var i = 1; i < x.Length; i++)
        {
            var f = i / count;
            var split = Math.Clamp(y, x[i - 1], x[i]);
            score += f * f * (split - x[i - 1]) + (1 - f) * (1 - f) * (x[i] - split);
            distances += 2 * i * (count - i) * (x[i] - x[i - 1]);
        }
        return fair ? score - distances / (2 * count * count * (count - 1)) : score;
    }
}
