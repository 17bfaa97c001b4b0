namespace HyperGan.Autograd;

/// <summary> The limit of a function of h² for h → 0, from values at h, h/2, h/4, … (Richardson 1911; how to stop: Ridders 1982). </summary>
static class Extrapolation
{
    /// <summary> Powers of h removed at most: beyond that rounding grows faster than precision. </summary>
    const int Depth = 5;

    /// <summary> Halvings at most. </summary>
    const int Levels = 20;

    /// <summary>
    /// Tⱼ(h) = Tⱼ₋₁(h) + (Tⱼ₋₁(h) − Tⱼ₋₁(2h)) / (4ʲ − 1) removes the power h²ʲ. It is as uncertain as it differs from its neighbours Tⱼ₋₁(h),
    /// Tⱼ₋₁(2h) and Tⱼ(2h): three steps must agree, since two may by accident, on both sides of a kink. The best so far stays until one
    /// is more certain, or one of a shorter step contradicts it. Halving goes on until the best is exact enough, or until rounding alone
    /// is worse. Steps at which the function is not finite are passed over.
    /// </summary>
    public static Limit ToZero(Func<double, (double Value, double Rounding)> function, double step, double enough)
    {
        Span<double> longer = stackalloc double[Depth + 1], row = stackalloc double[Depth + 1];
        var best = new Limit(double.NaN, double.PositiveInfinity, Rounding: 0);
        for (int level = 0, known = 0; level < Levels; level++, step /= 2)
        {
            (row[0], var rounding) = function(step);
            if (!double.IsFinite(row[0]))
            {
                known = 0;
                continue;
            }
            Extend(row, longer, known);
            if (known > 1 && BestOf(row, longer, known, rounding) is var next && (next.Uncertainty < best.Uncertainty || next.Contradicts(best)))
                best = next;
            if (best.Uncertainty <= enough || rounding > best.Uncertainty)
                break;
            known = Math.Min(known + 1, Depth);
            row.CopyTo(longer);
        }
        return best;
    }

    static void Extend(Span<double> row, ReadOnlySpan<double> longer, int known)
    {
        var power = 1.0;
        for (var j = 1; j <= known; j++)
        {
            power *= 4;
            row[j] = row[j - 1] + (row[j - 1] - longer[j - 1]) / (power - 1);
        }
    }

    static Limit BestOf(ReadOnlySpan<double> row, ReadOnlySpan<double> longer, int known, double rounding)
    {
        var best = new Limit(double.NaN, double.PositiveInfinity, rounding);
        for (var j = 1; j < known; j++)
        {
            var spread = Math.Max(Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - longer[j - 1])), Math.Abs(row[j] - longer[j]));
            if (spread + rounding < best.Uncertainty)
                best = new(row[j], spread + rounding, rounding);
        }
        return best;
    }
}

/// <summary> An extrapolated value, how uncertain it is, and the part of that which comes of rounding. </summary>
readonly record struct Limit(double Value, double Uncertainty, double Rounding)
{
    public bool Contradicts(Limit other) => Math.Abs(Value - other.Value) > Uncertainty + other.Uncertainty;
}
