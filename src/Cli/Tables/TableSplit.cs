using HyperGan.Kernels;

namespace HyperGan.Cli.Tables;

/// <summary> The rows of a table to learn from, and those to measure by. </summary>
/// <param name="Train"> To learn from. </param>
/// <param name="Test"> Held out. </param>
sealed record TableSplit(TableRows Train, TableRows Test)
{
    /// <summary> A model with a noise of its own, corrected on rows that it has not seen, cannot do with less. </summary>
    const int LeastRows = 5;

    /// <summary> A share of the rows, at least one if it is not 0, drawn by the seed, is held out; all keep their order. A class keeps at least one row to learn from. </summary>
    /// <exception cref="TableException"> Too few rows are left to learn from. </exception>
    public static TableSplit Of(TrainingTable table, double testFraction, ulong seed, string path)
    {
        var count = testFraction == 0 ? 0 : Math.Max(1, (int)Math.Round(testFraction * table.Rows, MidpointRounding.AwayFromZero));
        var order = new int[table.Rows];
        new RandomStream(seed).Split("test").Permutation(order);
        if (table.Labels.Length > 0)
            order = LastOfEachClassLast(order, table.Labels);
        count = Math.Min(count, table.Rows - table.Labels.Distinct().Count());
        if (table.Rows - count < LeastRows)
            throw new TableException($"{path}: {table.Rows} rows, of which {count} are held out; at least {LeastRows} are needed to learn from.");
        int[] test = order[..count], train = order[count..];
        Array.Sort(test);
        Array.Sort(train);
        return new(new(table, train), new(table, test));
    }

    static int[] LastOfEachClassLast(int[] order, int[] labels)
    {
        var last = order.GroupBy(row => labels[row]).Select(rows => rows.Last()).ToHashSet();
        return [.. order.OrderBy(last.Contains)];
    }
}
