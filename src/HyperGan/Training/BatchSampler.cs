using HyperGan.Kernels;

namespace HyperGan;

/// <summary> Walks through the training rows in batches, in a new order every epoch; the last batch of an epoch may be shorter. </summary>
public sealed class BatchSampler
{
    readonly TrainingData _data;
    readonly RandomStream _random;
    readonly int[] _order, _labels;
    readonly Real[] _inputs, _targets;
    readonly int _size;
    int _next;

    /// <summary> Batches of at most <paramref name="size"/> rows; where all rows fit one batch, they keep their order. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> A size below 1. </exception>
    public BatchSampler(TrainingData data, int size, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        (_data, _random, _size) = (data, random, Math.Min(size, data.Rows));
        _order = [.. Enumerable.Range(0, data.Rows)];
        _inputs = new Real[_size * data.InputWidth];
        _targets = new Real[_size * data.TargetWidth];
        _labels = new int[data.Labels.IsEmpty ? 0 : _size];
    }

    /// <summary> The next batch; good until the one after it. </summary>
    public Batch Next()
    {
        if (_next == 0 && _size < _data.Rows)
            _random.Permutation(_order);
        var rows = _order.AsSpan(_next, Math.Min(_size, _data.Rows - _next));
        _next = (_next + rows.Length) % _data.Rows;
        Copy(_data.Inputs, rows, _data.InputWidth, _inputs);
        Copy(_data.Targets, rows, _data.TargetWidth, _targets);
        Copy(_data.Labels, rows, _labels.Length == 0 ? 0 : 1, _labels);
        return new(
            _inputs.AsSpan(0, rows.Length * _data.InputWidth), _targets.AsSpan(0, rows.Length * _data.TargetWidth), _labels.AsSpan(0, Math.Min(rows.Length, _labels.Length)), rows);
    }

    static void Copy<T>(ReadOnlySpan<T> from, ReadOnlySpan<int> rows, int width, Span<T> to)
    {
        for (var i = 0; i < rows.Length; i++)
            from.Slice(rows[i] * width, width).CopyTo(to.Slice(i * width, width));
    }
}
