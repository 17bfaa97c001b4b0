namespace HyperGan.Mine;

/// <summary> What an estimator climbs and reports. </summary>
public enum Bound
{
    /// <summary> mean t − ln mean e^t′ (<see cref="BoundLoss.DonskerVaradhan"/>). </summary>
    DonskerVaradhan,

    /// <summary> The same value, climbed by the bias-corrected gradient (<see cref="BoundLoss.Mine"/>). </summary>
    Mine,

    /// <summary> mean t − mean e^(t′ − 1) (<see cref="BoundLoss.FDivergence"/>). </summary>
    FDivergence,
}
