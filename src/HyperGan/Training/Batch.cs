namespace HyperGan;

/// <summary> The rows of the training data that one step sees. </summary>
/// <param name="inputs"> Row by row. </param>
/// <param name="targets"> Row by row; empty where the targets are labels. </param>
/// <param name="labels"> One for each row; empty where the targets are numbers. </param>
/// <param name="rows"> Where each row stands in the training data. </param>
public readonly ref struct Batch(ReadOnlySpan<Real> inputs, ReadOnlySpan<Real> targets, ReadOnlySpan<int> labels, ReadOnlySpan<int> rows)
{
    /// <summary> Row by row. </summary>
    public ReadOnlySpan<Real> Inputs { get; } = inputs;

    /// <summary> Row by row; empty where the targets are labels. </summary>
    public ReadOnlySpan<Real> Targets { get; } = targets;

    /// <summary> One for each row; empty where the targets are numbers. </summary>
    public ReadOnlySpan<int> Labels { get; } = labels;

    /// <summary> Where each row stands in the training data. </summary>
    public ReadOnlySpan<int> Rows { get; } = rows;

    /// <summary> Number of rows. </summary>
    public int Count => Rows.Length;
}
