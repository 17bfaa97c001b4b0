namespace HyperGan;

/// <summary> What a <see cref="CrossFittedLikelihood"/> knows beside its operands. </summary>
/// <param name="folds"> K, the number of folds. </param>
/// <param name="targets"> T, the number of targets. </param>
/// <param name="floor"> What a noise deviation cannot fall below, in the units that the network sees. </param>
sealed class CrossFittedState(int folds, int targets, double floor)
{
    public int Folds { get; } = folds;

    public double Floor { get; } = floor;

    /// <summary> The fold of each member of the step. </summary>
    public int[] MemberFolds { get; set; } = [];

    /// <summary> The fold of each row of the batch. </summary>
    public int[] RowFolds { get; set; } = [];

    /// <summary> Room for the mean of ln s of each target in one step. </summary>
    public double[] StepLogScales { get; } = new double[targets];

    /// <summary> ln s̄ of each target: the moving average of ln s, 0 at the start, where targets are standardised. </summary>
    public double[] LogScales { get; } = new double[targets];
}
