namespace HyperGan;

/// <summary> The loss or its gradient is no longer a finite number. The parameters are those before the step that is named. </summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary> At <paramref name="step"/>, <paramref name="what"/> was not finite. </summary>
    public TrainingDivergedException(long step, string what)
        : base($"Training diverged: {what} at step {step}. The parameters are as they were before it. Lower the rate, limit the gradient's norm, or look for extreme rows in the data.") =>
        Step = step;

    /// <summary> The step, 1, 2, …. </summary>
    public long Step { get; }
}
