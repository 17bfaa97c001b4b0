namespace HyperGan;

/// <summary> Rows to learn from: inputs, and numbers or labels to predict. </summary>
public sealed class TrainingData
{
    readonly Real[] _inputs, _targets;
    readonly int[] _labels;

    TrainingData(ReadOnlySpan<Real> inputs, int inputWidth, ReadOnlySpan<Real> targets, int targetWidth, ReadOnlySpan<int> labels, int rows)
    {
        if (rows < 1 || inputs.Length != (long)rows * inputWidth || targets.Length != (long)rows * targetWidth)
            throw new ArgumentException(
                $"TrainingData: {inputs.Length} inputs in rows of {inputWidth} and {targets.Length + labels.Length} targets are not the same number of rows, or none.");
        Finite.Require(nameof(TrainingData), "input", inputs, inputWidth);
        Finite.Require(nameof(TrainingData), "target", targets, targetWidth);
        (InputWidth, TargetWidth, Rows) = (inputWidth, targetWidth, rows);
        (_inputs, _targets, _labels) = (inputs.ToArray(), targets.ToArray(), labels.ToArray());
    }

    /// <summary> Number of rows. </summary>
    public int Rows { get; }

    /// <summary> Numbers in a row of inputs. </summary>
    public int InputWidth { get; }

    /// <summary> Numbers in a row of targets; 0 where the targets are labels. </summary>
    public int TargetWidth { get; }

    /// <summary> Row by row. </summary>
    public ReadOnlySpan<Real> Inputs => _inputs;

    /// <summary> Row by row; empty where the targets are labels. </summary>
    public ReadOnlySpan<Real> Targets => _targets;

    /// <summary> One for each row; empty where the targets are numbers. </summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary> Numbers to predict. </summary>
    /// <exception cref="ArgumentException"> Not as many rows of inputs as of targets, none at all, or a number that is not finite. </exception>
    public static TrainingData Regression(ReadOnlySpan<Real> inputs, int inputWidth, ReadOnlySpan<Real> targets, int targetWidth = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetWidth, 1);
        return new(inputs, inputWidth, targets, targetWidth, [], targets.Length / targetWidth);
    }

    /// <summary> Labels to predict. </summary>
    /// <exception cref="ArgumentException"> Not as many rows of inputs as labels, none at all, a number that is not finite, or a negative label. </exception>
    public static TrainingData Classification(ReadOnlySpan<Real> inputs, int inputWidth, ReadOnlySpan<int> labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputWidth, 1);
        for (var i = 0; i < labels.Length; i++)
            if (labels[i] < 0)
                throw new ArgumentException($"TrainingData: label {labels[i]} of row {i} is negative; classes are counted from 0.");
        return new(inputs, inputWidth, [], 0, labels, labels.Length);
    }

    /// <summary> Some of the rows, in the order in which they are named. </summary>
    internal TrainingData Part(ReadOnlySpan<int> rows)
    {
        var inputs = new Real[rows.Length * InputWidth];
        var targets = new Real[rows.Length * TargetWidth];
        var labels = new int[_labels.Length == 0 ? 0 : rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            Inputs.Slice(rows[i] * InputWidth, InputWidth).CopyTo(inputs.AsSpan(i * InputWidth));
            Targets.Slice(rows[i] * TargetWidth, TargetWidth).CopyTo(targets.AsSpan(i * TargetWidth));
            if (labels.Length > 0)
                labels[i] = _labels[rows[i]];
        }
        return new(inputs, InputWidth, targets, TargetWidth, labels, rows.Length);
    }
}
