using HyperGan.Mine;

namespace HyperGan.Cli.Information;

/// <summary> One setting of a sweep. </summary>
/// <param name="Setting"> Where. </param>
/// <param name="Truth"> The information, in nats. </param>
/// <param name="Estimate"> What was estimated from fresh samples. </param>
readonly record struct InformationRow(double Setting, double Truth, InformationEstimate Estimate)
{
    /// <summary> How far off the estimate is. </summary>
    public double Error => Estimate.Value - Truth;
}
