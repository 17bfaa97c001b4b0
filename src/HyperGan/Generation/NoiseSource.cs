using HyperGan.Kernels;

namespace HyperGan;

/// <summary> What a generator is fed with: rows of noise and, beside each, its condition. </summary>
public sealed class NoiseSource
{
    readonly PriorSampler _prior;
    readonly Real _one;
    Real[] _noise = [];
    int[] _labels = [];

    /// <summary> A source of rows. </summary>
    /// <param name="prior"> What the noise is drawn from. </param>
    /// <param name="width"> Columns of noise. </param>
    /// <param name="condition"> What stands beside it. </param>
    /// <param name="labels"> Number of labels of a one-hot condition. </param>
    /// <param name="random"> Where the prior's own parameters come from, if it has any. </param>
    /// <param name="one"> What stands for 1 in a one-hot condition. </param>
    /// <exception cref="ArgumentException"> A width below 1, or fewer than two labels. </exception>
    public NoiseSource(Prior prior, int width, Condition condition, int labels, RandomStream random, double one = 1)
    {
        if (width < 1)
            throw new ArgumentException($"NoiseSource: {width} columns of noise; at least 1 is needed.");
        if (condition == Condition.OneHot && labels < 2)
            throw new ArgumentException($"NoiseSource: {labels} labels; a one-hot condition needs at least 2.");
        _prior = new(prior, width, random);
        (Condition, NoiseWidth, _one) = (condition, width, (Real)one);
        ConditionWidth = condition switch { Condition.None => 0, Condition.Noise => width, _ => labels };
    }

    /// <summary> What stands beside the noise. </summary>
    public Condition Condition { get; }

    /// <summary> Columns of noise. </summary>
    public int NoiseWidth { get; }

    /// <summary> Columns of the condition. </summary>
    public int ConditionWidth { get; }

    /// <summary> Columns of a row: noise, then condition. </summary>
    public int Width => NoiseWidth + ConditionWidth;

    /// <summary> Draws rows of <see cref="Width"/> columns, noise first. </summary>
    public void Sample(Span<Real> rows, RandomStream random)
    {
        var members = rows.Length / Width;
        if (_noise.Length < members * NoiseWidth)
            (_noise, _labels) = (new Real[members * NoiseWidth], new int[members]);
        var noise = _noise.AsSpan(0, members * NoiseWidth);
        var labels = _labels.AsSpan(0, members);
        _prior.Sample(noise, random);
        if (Condition == Condition.OneHot)
            random.Integers(labels, ConditionWidth);
        Arrange(noise, labels, rows);
    }

    /// <summary> Rows from noise and labels that the caller chose; labels are read only where the condition is one-hot. </summary>
    /// <exception cref="ArgumentException"> The lengths do not fit. </exception>
    public void Arrange(ReadOnlySpan<Real> noise, ReadOnlySpan<int> labels, Span<Real> rows)
    {
        var members = rows.Length / Width;
        if (noise.Length != members * NoiseWidth || rows.Length != members * Width || (Condition == Condition.OneHot && labels.Length != members))
            throw new ArgumentException($"NoiseSource: {noise.Length} numbers and {labels.Length} labels cannot fill {rows.Length} numbers in rows of {Width}.");
        for (var member = 0; member < members; member++)
        {
            var row = rows.Slice(member * Width, Width);
            var z = noise.Slice(member * NoiseWidth, NoiseWidth);
            z.CopyTo(row);
            var condition = row[NoiseWidth..];
            if (Condition == Condition.Noise)
                z.CopyTo(condition);
            else if (Condition == Condition.OneHot)
            {
                condition.Clear();
                condition[labels[member]] = _one;
            }
        }
    }
}
