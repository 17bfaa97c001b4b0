namespace HyperGan;

/// <summary> How far a fit has come. </summary>
/// <param name="Step"> Steps taken, those of all trainings together. </param>
/// <param name="Steps"> Steps there will be; fewer than was said before where a training has ended early. </param>
/// <param name="Figures"> What the last step found. </param>
public readonly record struct FitProgress(long Step, long Steps, StepFigures Figures);
