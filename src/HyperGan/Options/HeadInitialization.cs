namespace HyperGan;

/// <summary> How the heads of a generator start. </summary>
public enum HeadInitialization
{
    /// <summary> Uniform on ±1/√latent, as the reference does: generated weights are too small and vary little. </summary>
    PyTorch,

    /// <summary> <see cref="HyperGan.Hyperfan"/>: generated weights have He variance, a given share of it from the noise. </summary>
    Hyperfan,
}
