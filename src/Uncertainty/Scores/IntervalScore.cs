namespace HyperGan.Uncertainty;

/// <summary>
/// Winkler's score of a central interval of level 1 − α: width + (2/α)(lower − y)₊ + (2/α)(y − upper)₊, in the units of y. Proper: it
/// weighs width against misses as the level asks. Lower is better.
/// </summary>
public static class IntervalScore
{
    /// <summary> Of one interval. </summary>
    /// <exception cref="ArgumentException"> A number is not finite, or lower is above upper. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1. </exception>
    public static double Of(Interval interval, double y, double level) => Mean([y], [interval.Lower], [interval.Upper], level);

    /// <summary> Mean over rows. </summary>
    /// <exception cref="ArgumentException"> Lengths differ or are 0, a number is not finite, or lower is above upper. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1. </exception>
    public static double Mean(ReadOnlySpan<double> y, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double level)
    {
        Check.Level("IntervalScore", level);
        Rows.CheckIntervals("IntervalScore", y, lower, upper);
        var sum = 0.0;
        for (var i = 0; i < y.Length; i++)
        {
            var miss = Math.Max(0, lower[i] - y[i]) + Math.Max(0, y[i] - upper[i]);
            sum += upper[i] - lower[i] + 2 / (1 - level) * miss;
        }
        return sum / y.Length;
    }
}
