namespace HyperGan.Autograd;

/// <summary> The factor is multiplied by <paramref name="Factor"/> once every <paramref name="Every"/> steps. </summary>
/// <param name="Every"> Steps between two changes. </param>
/// <param name="Factor"> What each change multiplies by. </param>
public sealed record StepSchedule(long Every, double Factor = 0.1) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step) => Every > 0
        ? Math.Pow(Factor, step / Every)
        : throw new InvalidOperationException($"StepSchedule: a change every {Every} steps; give a positive number.");
}
