namespace HyperGan;

/// <summary> How the noise of numbers depends on the inputs. </summary>
public enum NoiseHead
{
    /// <summary> It does: every network has an output for it beside that of the mean. </summary>
    Heteroscedastic,

    /// <summary> It does not: one deviation a target, the same for all rows and networks. </summary>
    Homoscedastic,
}
