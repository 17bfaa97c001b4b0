namespace HyperGan.Cli.Baselines;

/// <summary> A model so simple that what is no better is no good: a normal distribution per row. </summary>
interface IBaseline
{
    /// <summary> Mean of the target at these features. </summary>
    double Mean(ReadOnlySpan<Real> features);

    /// <summary> Deviation of the target around the mean, the same everywhere. </summary>
    double Deviation { get; }
}
