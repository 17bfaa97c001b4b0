using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Mine;

/// <summary> The statistics networks of an estimator on their tape: a step of training, and scores in blocks. </summary>
sealed class Critic
{
    /// <summary> Rows scored at once: activations of it stay in the caches. </summary>
    const int Block = 2048;

    readonly Tape _tape;
    readonly MineOptions _options;
    readonly Real[] _initial;
    Real[] _pairs = [];

    public Critic(int xWidth, int zWidth, MineOptions options, Team? team)
    {
        _options = options;
        _tape = new(options.Seed, team);
        Network = new(_tape, xWidth, zWidth, [.. options.Hidden], options.Activation, stack: options.Critics);
        _initial = Network.Parameters.Values.ToArray();
    }

    public StatisticsNetwork Network { get; }

    public Span<Real> Parameters => Network.Parameters.Values;

    public RandomStream Random => _tape.Random;

    public void Restart() => _initial.CopyTo(Parameters);

    /// <summary> Gradients of the loss on the rows <paramref name="order"/>, each beside the z of its own and of the next <paramref name="shifts"/> along the circle; returns the loss of the mean critic of a batch. </summary>
    public double Backward(Samples samples, ReadOnlySpan<int> order, int shifts, MovingAverage average)
    {
        var width = samples.XWidth + samples.ZWidth;
        var (rows, count) = (order.Length, order.Length * (1 + shifts));
        var pairs = Pairs(count * width);
        samples.CopyPairs(order, 0, rows, shift: null, pairs);
        for (var shift = 0; shift < shifts; shift++)
            samples.CopyPairs(order, 0, rows, samples.FirstShift + shift, pairs[((1 + shift) * rows * width)..]);
        _tape.Reset();
        var t = Network.Network.Apply(_tape.Constant(pairs, count, width));
        var scores = new Scores(t.Slice(Axis.Rows, 0, rows), t.Slice(Axis.Rows, rows, count - rows));
        var losses = _options.Bound switch
        {
            Bound.DonskerVaradhan => BoundLoss.DonskerVaradhan(scores),
            Bound.Mine => BoundLoss.Mine(scores, average),
            _ => BoundLoss.FDivergence(scores),
        };
        var loss = losses.Sum();
        _tape.Backward(loss);
        return loss.Item() / _options.Critics;
    }

    /// <summary> The bound on these samples by about so many marginal pairs in all: each row meets as many others, and never one twice. </summary>
    public InformationEstimate Estimate(Samples samples, int pairs)
    {
        var order = new int[samples.Rows];
        Random.Split("estimate").Permutation(order);
        var shifts = Math.Clamp(pairs / samples.Rows, 1, samples.Shifts(samples.Rows));
        var evaluation = new Evaluation(samples.Rows, _options.Bound);
        for (var start = 0; start < samples.Rows; start += Block)
            evaluation.AddJoint(start, Score(samples, order, start, shift: null));
        for (var shift = samples.FirstShift; shift < samples.FirstShift + shifts; shift++)
            for (var start = 0; start < samples.Rows; start += Block)
                evaluation.AddMarginal(start, shift, Score(samples, order, start, shift));
        return evaluation.Result();
    }

    ReadOnlySpan<Real> Score(Samples samples, int[] order, int start, int? shift)
    {
        var width = samples.XWidth + samples.ZWidth;
        var count = Math.Min(Block, samples.Rows - start);
        var pairs = Pairs(count * width);
        samples.CopyPairs(order, start, count, shift, pairs);
        _tape.Reset();
        return Network.Network.Apply(_tape.Constant(pairs, count, width)).Mean(Axis.Stack).Values;
    }

    Span<Real> Pairs(int length)
    {
        if (_pairs.Length < length)
            _pairs = new Real[length];
        return _pairs.AsSpan(0, length);
    }
}
