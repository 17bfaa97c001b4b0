namespace HyperGan.Autograd;

/// <summary>
/// Half a cosine wave from 1 down to <paramref name="Final"/> over <paramref name="Steps"/> steps, and <paramref name="Final"/> from then on
/// (Loshchilov &amp; Hutter 2017), after a linear rise over the first <paramref name="WarmUp"/> of them.
/// </summary>
/// <param name="Steps"> Steps until the factor is final, warm-up included. </param>
/// <param name="Final"> The last factor. </param>
/// <param name="WarmUp"> Steps of the rise. </param>
public sealed record CosineSchedule(long Steps, double Final = 0, long WarmUp = 0) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step)
    {
        if (step < WarmUp)
            return (step + 1.0) / WarmUp;
        var progress = step < Steps ? (double)(step - WarmUp) / (Steps - WarmUp) : 1;
        return Final + (1 - Final) * (1 + Math.Cos(Math.PI * progress)) / 2;
    }
}
