namespace HyperGan.Autograd;

/// <summary> How a learning rate changes: the factor on it at step 0, 1, 2, …. </summary>
public abstract record Schedule
{
    /// <summary> Always 1. </summary>
    public static Schedule Constant { get; } = new ConstantSchedule();

    /// <summary> The factor at <paramref name="step"/>. </summary>
    public abstract double At(long step);

    sealed record ConstantSchedule : Schedule
    {
        public override double At(long step) => 1;
    }
}
