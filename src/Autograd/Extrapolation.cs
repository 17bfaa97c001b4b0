namespace HyperGan.Autograd;

/// <summary> The limit of a function of h² for h → 0, from values at h, h/2, h/4, … (Richardson 1911; how to stop: Ridders 1982). </summary>
static class Extrapolation
{
    /// <summary> Powers of h removed at most: beyond that rounding grows faster than precision. </summary>
    const int Depth = 5;

    /// <summary> Halvings at most. </summary>
    const int Levels = 20;

    /// <summary>
    /// Tⱼ = Tⱼ₋₁ + (Tⱼ₋₁ − Tⱼ₋₁ at 2h) / (4ʲ − 1) removes the power h²ʲ. The entry that differs least from its two neighbours is the best;
    /// halving goes on until that is exact enough, or until rounding alone is worse. Steps at which the function is not finite are passed over.
    /// </summary>
    public static (double Value, double Uncertainty) ToZero(Func<double, (double Value, double Rounding)> function, double step, double enough)
    {
        Span<double> longer = stackalloc double[Depth + 1], row = stackalloc double[Depth + 1];
        var best = (Value: double.NaN, Uncertainty: double.PositiveInfinity);
        for (int level = 0, known = 0; level < Levels; level++, step /= 2)
        {
            (row[0], var rounding) = function(step);
            if (!double.IsFinite(row[0]))
            {
                known = 0;
                continue;
            }
            var power = 1.0;
            for (var j = 1; j <= known; j++)
            {
                power *= 4;
                row[j] = row[j - 1] + (row[j - 1] - longer[j - 1]) / (power - 1);
                var uncertainty = Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - longer[j - 1])) + rounding;
                if (uncertainty < best.Uncertainty)
                    best = (row[j], uncertainty);
            }
            if (best.Uncertainty <= enough || rounding > best.Uncertainty)
                break;
            known = Math.Min(known + 1, Depth);
            row.CopyTo(longer);
        }
        return best;
    }
}
