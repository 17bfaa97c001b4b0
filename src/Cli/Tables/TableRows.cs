namespace HyperGan.Cli.Tables;

/// <summary> Some rows of a table. </summary>
sealed class TableRows
{
    readonly int _targets;

    /// <summary> The rows of these numbers, from 0. </summary>
    public TableRows(TrainingTable table, int[] rows)
    {
        (Rows, _targets) = (rows.Length, table.Targets.Length / table.Rows);
        (Features, Targets) = (Select(table.Features, table.Schema.FeatureWidth, rows), Select(table.Targets, _targets, rows));
        Labels = table.Labels.Length == 0 ? [] : Array.ConvertAll(rows, row => table.Labels[row]);
        Data = Rows == 0 ? null : Labels.Length > 0
            ? TrainingData.Classification(Features, table.Schema.FeatureWidth, Labels)
            : TrainingData.Regression(Features, table.Schema.FeatureWidth, Targets, _targets);
    }

    /// <summary> How many. </summary>
    public int Rows { get; }

    /// <summary> rows × numbers of the features. </summary>
    public Real[] Features { get; }

    /// <summary> rows × targets; empty where the target is a class. </summary>
    public Real[] Targets { get; }

    /// <summary> The class of each row; empty where targets are numbers. </summary>
    public int[] Labels { get; }

    /// <summary> To learn from; null if there are no rows. </summary>
    public TrainingData? Data { get; }

    /// <summary> One target. </summary>
    public Real[] Target(int target)
    {
        var into = new Real[Rows];
        for (var i = 0; i < Rows; i++)
            into[i] = Targets[i * _targets + target];
        return into;
    }

    static Real[] Select(Real[] all, int width, int[] rows)
    {
        var into = new Real[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
            all.AsSpan(rows[i] * width, width).CopyTo(into.AsSpan(i * width));
        return into;
    }
}
