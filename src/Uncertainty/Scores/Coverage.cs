namespace HyperGan.Uncertainty;

/// <summary> How often intervals hold the outcome, and how wide they are. Neither alone is a score: see <see cref="IntervalScore"/>. </summary>
public static class Coverage
{
    /// <summary> PICP: the share of rows with lower ≤ y ≤ upper. </summary>
    /// <exception cref="ArgumentException"> Lengths differ or are 0, a number is not finite, or lower is above upper. </exception>
    public static double Share(ReadOnlySpan<double> y, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Rows.CheckIntervals("Coverage.Share", y, lower, upper);
        var inside = 0;
        for (var i = 0; i < y.Length; i++)
            inside += lower[i] <= y[i] && y[i] <= upper[i] ? 1 : 0;
        return (double)inside / y.Length;
    }

    /// <summary> MPIW: mean of upper − lower, in the units of y. </summary>
    /// <exception cref="ArgumentException"> Lengths differ or are 0, a number is not finite, or lower is above upper. </exception>
    public static double MeanWidth(ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Rows.CheckIntervals("Coverage.MeanWidth", lower, lower, upper);
        var sum = 0.0;
        for (var i = 0; i < lower.Length; i++)
            sum += upper[i] - lower[i];
        return sum / lower.Length;
    }

    /// <summary> NMPIW: mean width over the range of y, max − min. </summary>
    /// <exception cref="ArgumentException"> As for the width, or y has no range. </exception>
    public static double NormalizedMeanWidth(ReadOnlySpan<double> y, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper)
    {
        Rows.CheckIntervals("Coverage.NormalizedMeanWidth", y, lower, upper);
        var (least, most) = (y[0], y[0]);
        foreach (var value in y)
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
        if (least == most)
            throw new ArgumentException($"Coverage.NormalizedMeanWidth: every y is {least}, a range of 0; take MeanWidth.");
        return MeanWidth(lower, upper) / (most - least);
    }

    /// <summary> CWC: (1 − NMPIW) e^(−η (PICP − level)²), in the form that MAPIE documents. Higher is better. </summary>
    /// <exception cref="ArgumentException"> As for the normalised width, or η is not finite. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1. </exception>
    public static double WidthCriterion(ReadOnlySpan<double> y, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double level, double eta)
    {
        Check.Level("Coverage.WidthCriterion", level);
        Check.Finite("Coverage.WidthCriterion", "η", eta);
        var gap = Share(y, lower, upper) - level;
        return (1 - NormalizedMeanWidth(y, lower, upper)) * Math.Exp(-eta * gap * gap);
    }
}
