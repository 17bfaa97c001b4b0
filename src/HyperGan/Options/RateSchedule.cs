namespace HyperGan;

/// <summary> How learning rates change over the steps of a run. </summary>
public enum RateSchedule
{
    /// <summary> They do not. </summary>
    Constant,

    /// <summary> Half a cosine wave down to 0 at the last step. </summary>
    Cosine,
}
