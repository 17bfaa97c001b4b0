namespace HyperGan.Uncertainty;

/// <summary>
/// The finite-sample quantile of n calibration scores: the k-th smallest, k = ⌈(n + 1) · level⌉ (Vovk et al. 2005; Lei et al. 2018). A
/// further score, exchangeable with these, is at most this with a probability of at least <see cref="Level"/>.
/// </summary>
public sealed class ConformalQuantile
{
    ConformalQuantile(double value, double level, int count, int rank) => (Value, Level, Count, Rank) = (value, level, count, rank);

    /// <summary> Of the scores, in any order. </summary>
    /// <exception cref="ArgumentException"> A score is not finite; or too few points for the level: the message says how many it takes. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1. </exception>
    public static ConformalQuantile Of(ReadOnlySpan<double> scores, double level)
    {
        const string where = "ConformalQuantile.Of";
        Check.Level(where, level);
        Check.Finite(where, "calibration score", scores);
        var rank = Ranks.Reaching(level, scores.Length + 1);
        if (rank > scores.Length)
            throw new ArgumentException(
                $"{where}: {scores.Length} calibration points are too few for the level {level}; {Ranks.NeededInWords(level, lost: 1)} are needed. Give more, or ask for a level of {scores.Length / (scores.Length + 1.0)} at most.");
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        return new(sorted[rank - 1], level, scores.Length, rank);
    }

    /// <summary> ⌈level / (1 − level)⌉, the fewest calibration points that reach the level; null where that is past counting. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The level is not strictly between 0 and 1. </exception>
    public static long? CountNeeded(double level)
    {
        Check.Level("ConformalQuantile.CountNeeded", level);
        return Ranks.Needed(level, lost: 1);
    }

    /// <summary> The score itself, in its units. </summary>
    public double Value { get; }

    /// <summary> The coverage asked for. </summary>
    public double Level { get; }

    /// <summary> n, the calibration points. </summary>
    public int Count { get; }

    /// <summary> k </summary>
    public int Rank { get; }

    /// <summary> k / (n + 1). The coverage that one calibration reaches follows the law Beta(k, n + 1 − k) if scores have no ties; this is its mean. </summary>
    public double ExpectedCoverage => Rank / (Count + 1.0);

    /// <summary> The standard deviation of that law: how far one calibration may be from the mean. </summary>
    public double CoverageDeviation => Math.Sqrt(ExpectedCoverage * (1 - ExpectedCoverage) / (Count + 2));
}
