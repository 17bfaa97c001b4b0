namespace HyperGan;

/// <summary> A distribution that noise, or the codes that a discriminator takes for real, are drawn from. </summary>
public enum Prior
{
    /// <summary> Independent, uniform on [−1, 1). </summary>
    Uniform,

    /// <summary> Independent, standard normal. </summary>
    Normal,

    /// <summary> One of three Gaussians of deviation 0.1, whose means are uniform in [0, 1) in every column. </summary>
    Mixture,
}
