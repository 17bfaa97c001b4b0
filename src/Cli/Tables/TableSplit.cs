using HyperGan.Kernels;

namespace HyperGan.Cli.Tables;

/// <summary> The rows of a table to learn from, and those to measure by. </summary>
sealed class TableSplit
{
    /// <summary> A model with a noise of its own, corrected on rows that it has not seen, cannot do with less. </summary>
    const int LeastRows = 5;

    TableSplit(TrainingTable table, int[] train, int[] test)
    {
        (TrainRows, TestRows) = (train.Length, test.Length);
        var (width, targets) = (table.Schema.FeatureWidth, table.Schema.Targets.Count);
        (TrainFeatures, TestFeatures) = (Rows(table.Features, width, train), Rows(table.Features, width, test));
        (TrainTargets, TestTargets) = (Rows(table.Targets, targets, train), Rows(table.Targets, targets, test));
    }

    public int TrainRows { get; }

    public int TestRows { get; }

    /// <summary> rows × numbers of the features. </summary>
    public Real[] TrainFeatures { get; }

    /// <summary> rows × targets. </summary>
    public Real[] TrainTargets { get; }

    /// <summary> rows × numbers of the features. </summary>
    public Real[] TestFeatures { get; }

    /// <summary> rows × targets. </summary>
    public Real[] TestTargets { get; }

    /// <summary> A share of the rows, at least one if it is not 0, drawn by the seed, is held out; all keep their order. </summary>
    /// <exception cref="TableException"> Too few rows are left to learn from. </exception>
    public static TableSplit Of(TrainingTable table, double testFraction, ulong seed, string path)
    {
        var count = testFraction == 0 ? 0 : Math.Max(1, (int)Math.Round(testFraction * table.Rows, MidpointRounding.AwayFromZero));
        if (table.Rows - count < LeastRows)
            throw new TableException($"{path}: {table.Rows} rows, of which {count} are held out; at least {LeastRows} are needed to learn from.");
        var order = new int[table.Rows];
        new RandomStream(seed).Split("test").Permutation(order);
        int[] test = order[..count], train = order[count..];
        Array.Sort(test);
        Array.Sort(train);
        return new(table, train, test);
    }

    /// <summary> One target of some rows. </summary>
    public static Real[] Column(Real[] rows, int columns, int column)
    {
        var into = new Real[rows.Length / columns];
        for (var i = 0; i < into.Length; i++)
            into[i] = rows[i * columns + column];
        return into;
    }

    static Real[] Rows(Real[] all, int width, int[] rows)
    {
        var into = new Real[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
            all.AsSpan(rows[i] * width, width).CopyTo(into.AsSpan(i * width));
        return into;
    }
}
