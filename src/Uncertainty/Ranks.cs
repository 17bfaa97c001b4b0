namespace HyperGan.Uncertainty;

/// <summary>
/// Ranks and counts that reach a level. Shares are compared as they are written, k / n against the level: 9 / 10 is 0.9 and 24 / 29 is
/// 24 / 29 in doubles, whereas 10 · 0.9 or 29 · (24 / 29) may come out above the integer and cost a whole rank.
/// </summary>
static class Ranks
{
    /// <summary> The smallest k with k / n ≥ level. </summary>
    public static int Reaching(double level, int n)
    {
        var k = Math.Ceiling(level * n);
        while (k > 1 && (k - 1) / n >= level)
            k--;
        while (k / n < level)
            k++;
        return (int)k;
    }

    /// <summary> The fewest points n of which all but <paramref name="lost"/> of n + 1 reach the level; null if past counting. </summary>
    public static long? Needed(double level, int lost)
    {
        var enough = 2 * Math.Ceiling(lost / (1 - level));
        if (enough > 2e15)
            return null;
        double few = lost;
        while (enough - few > 1)
        {
            var middle = Math.Floor((few + enough) / 2);
            if ((middle - lost) / middle >= level)
                enough = middle;
            else
                few = middle;
        }
        return (long)enough - 1;
    }

    /// <summary> The same, as words of a message. </summary>
    public static string NeededInWords(double level, int lost) => Needed(level, lost) is { } count ? $"at least {count}" : "more than can be counted";
}
