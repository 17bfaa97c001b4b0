namespace HyperGan;

/// <summary> What a generator reads beside the noise. </summary>
public enum Condition
{
    /// <summary> Nothing. </summary>
    None,

    /// <summary> The noise once more: what the reference's z mode does. </summary>
    Noise,

    /// <summary> A random label, one-hot: a member belongs to one of a few kinds. </summary>
    OneHot,
}
