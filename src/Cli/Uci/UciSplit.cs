namespace HyperGan.Cli.Uci;

/// <summary> One way to divide the rows of a set. </summary>
/// <param name="Index"> Which of the splits, from 0. </param>
/// <param name="Train"> Rows to learn from. </param>
/// <param name="Test"> All other rows. </param>
sealed record UciSplit(int Index, int[] Train, int[] Test)
{
    /// <summary> Splits of the protocol of Hernández-Lobato and Adams (ICML 2015). </summary>
    public const int Count = 20;

    /// <summary>
    /// The splits that the published tables were computed on, regenerated: for each a shuffle of all rows (Fisher and Yates, from the end) by one
    /// generator that goes on from split to split, the first 90 % of them (rounded half up) to train on.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"> Fewer than two rows. </exception>
    public static IReadOnlyList<UciSplit> All(int rows, int count = Count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        var random = new Mt19937(1);
        var splits = new List<UciSplit>(count);
        var train = (int)((9L * rows + 5) / 10);
        for (var split = 0; split < count; split++)
        {
            var order = Enumerable.Range(0, rows).ToArray();
            for (var i = rows - 1; i > 0; i--)
            {
                var j = random.UpTo((uint)i);
                (order[i], order[j]) = (order[j], order[i]);
            }
            splits.Add(new(split, order[..train], order[train..]));
        }
        return splits;
    }
}
