using HyperGan.Autograd;

namespace HyperGan.Mine;

/// <summary> One fit: epochs of shuffled mini-batches, after each the bound on what was held out, and the best parameters at the end. </summary>
sealed class Training(Critic critic, MineOptions options, Samples samples, Samples heldOut)
{
    const int MonitorShifts = 20;

    public MineFit Run(IProgress<MineProgress>? progress, CancellationToken cancellation)
    {
        critic.Restart();
        var batch = Math.Min(options.Batch, samples.Rows);
        var steps = samples.Rows / batch;
        var shifts = Math.Min(options.Marginals, samples.Shifts(batch));
        var adam = new AdamW(critic.Network.Parameters, options.Rate)
        {
            WeightDecay = options.WeightDecay,
            MaximumNorm = options.MaximumNorm ?? double.PositiveInfinity,
            Schedule = new CosineSchedule((long)options.Epochs * steps),
        };
        var average = new MovingAverage(options.AverageRate);
        var random = critic.Random.Split("batches");
        var order = new int[samples.Rows];
        var best = critic.Parameters.ToArray();
        var (bestEpoch, bestBound) = (0, HeldOutBound());
        var epoch = 0;
        while (epoch < options.Epochs && !cancellation.IsCancellationRequested)
        {
            random.Permutation(order);
            var sum = 0.0;
            for (var step = 0; step < steps; step++)
            {
                sum -= critic.Backward(samples, order.AsSpan(step * batch, batch), shifts, average);
                adam.Step();
            }
            epoch++;
            var bound = HeldOutBound();
            if (double.IsNaN(bound) || double.IsNaN(sum))
                throw new InvalidOperationException($"Fit: the bound is no number after {epoch} epochs; lower MineOptions.Rate, set MaximumNorm, or take another bound.");
            if (bound > bestBound)
            {
                (bestEpoch, bestBound) = (epoch, bound);
                critic.Parameters.CopyTo(best);
            }
            progress?.Report(new(epoch, options.Epochs, sum / steps, bound, bestBound));
        }
        best.CopyTo(critic.Parameters);
        return new(critic.Estimate(heldOut, options.EvaluationPairs), bestEpoch, epoch, cancellation.IsCancellationRequested);
    }

    /// <summary> Enough marginal pairs to compare epochs, since they are the same ones for all. </summary>
    double HeldOutBound() => critic.Estimate(heldOut, MonitorShifts * heldOut.Rows).Value;
}
