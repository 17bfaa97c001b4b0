using HyperGan.Autograd;

namespace HyperGan;

/// <summary> How a <see cref="Trainer"/> steps. </summary>
public sealed record TrainerSettings
{
    /// <summary> Members drawn in a step. </summary>
    public int Members { get; init; } = 32;

    /// <summary>
    /// Members whose networks exist at a time, where the terms of the loss allow it: memory does not grow with <see cref="Members"/> · weights,
    /// and the weights and gradients of these few stay in the caches. Sums of more members are rounded in another order, else nothing depends on it.
    /// </summary>
    public int MembersAtATime { get; init; } = 32;

    /// <summary>
    /// Members whose codes, and what a diversity term makes of codes, are remembered until their gradients are due. Of more, as many at a time are
    /// computed and forgotten, and computed again: a step takes an eighth to a third longer, and memory hardly grows with <see cref="Members"/>.
    /// </summary>
    public int MembersRemembered { get; init; } = 512;

    /// <summary> Rows of a batch at most. </summary>
    public int BatchSize { get; init; } = 100;

    /// <summary> Weight of the fit in the generator's loss. </summary>
    public double FitWeight { get; init; } = 1;

    /// <summary> Weight of the diversity in the generator's loss. </summary>
    public double DiversityWeight { get; init; } = 1;

    /// <summary> Learning rate of the generator. </summary>
    public double Rate { get; init; } = 1e-3;

    /// <summary> Learning rate of the diversity term's own parameters. </summary>
    public double DiversityRate { get; init; } = 1e-3;

    /// <summary> Decoupled weight decay, of both. </summary>
    public double WeightDecay { get; init; }

    /// <summary> Gradients with a larger norm are scaled down to it, each range for itself. </summary>
    public double MaximumNorm { get; init; } = double.PositiveInfinity;

    /// <summary> How both rates change. </summary>
    public Schedule Schedule { get; init; } = Schedule.Constant;

    internal Adam Optimizer(ParameterRange parameters, double rate)
    {
        var optimizer = WeightDecay > 0 ? new AdamW(parameters, rate) { WeightDecay = WeightDecay } : new Adam(parameters, rate);
        (optimizer.Schedule, optimizer.MaximumNorm) = (Schedule, MaximumNorm);
        return optimizer;
    }
}
