namespace HyperGan;

/// <summary> What one training step found, before it moved the parameters. </summary>
/// <param name="Step"> 1, 2, …. </param>
/// <param name="Loss"> The generator's loss: the weighted sum of fit and diversity. </param>
/// <param name="Fit"> The mean loss of the members on the batch. </param>
/// <param name="Diversity"> The generator's diversity term; NaN where there is none. </param>
/// <param name="Own"> The loss of the diversity term's own parameters; NaN where it has none. </param>
public readonly record struct StepFigures(long Step, double Loss, double Fit, double Diversity, double Own);
