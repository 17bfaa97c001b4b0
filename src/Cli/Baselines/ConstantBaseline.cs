namespace HyperGan.Cli.Baselines;

/// <summary> Mean and population deviation of the training targets, whatever the features. </summary>
sealed class ConstantBaseline : IBaseline
{
    readonly double _mean;

    ConstantBaseline(double mean, double deviation) => (_mean, Deviation) = (mean, deviation);

    public double Deviation { get; }

    public double Mean(ReadOnlySpan<Real> features) => _mean;

    /// <summary> The baseline of these targets. </summary>
    /// <exception cref="ArgumentException"> No targets, or all are equal: a deviation of 0 would claim to know everything. </exception>
    public static ConstantBaseline Fit(ReadOnlySpan<Real> targets)
    {
        if (targets.IsEmpty || !targets.ContainsAnyExcept(targets[0]))
            throw new ArgumentException($"ConstantBaseline: {targets.Length} targets of one value have no spread to predict.");
        var (mean, variance) = (0.0, 0.0);
        foreach (var y in targets)
            mean += (double)y / targets.Length;
        foreach (var y in targets)
            variance += (y - mean) * (y - mean) / targets.Length;
        return new(mean, Math.Sqrt(variance));
    }
}
