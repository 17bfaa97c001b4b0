namespace HyperGan;

/// <summary> The Gaussians of all members for all rows, in the units of the targets: rows × targets × (members + spare), the members first. </summary>
static class Mixtures
{
    /// <summary> What the networks of a <see cref="CrossFittedFit"/> say. </summary>
    /// <param name="ensemble"> Whose outputs are means in the units of the targets, then ρ if there are no levels. </param>
    /// <param name="x"> Row by row. </param>
    /// <param name="units"> The unit of each target's noise. </param>
    /// <param name="levels"> The noise of each target, in its unit, where it is the same for all rows and networks; otherwise null. </param>
    /// <param name="members"> Networks to ask. </param>
    /// <param name="spare"> Numbers of a mixture after those of the members, left 0. </param>
    /// <param name="seed"> Which networks. </param>
    public static (double[] Means, double[] Deviations) Predict(
        Ensemble ensemble, ReadOnlySpan<Real> x, double[] units, double[]? levels, int members, long spare, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(members, 1);
        var targets = units.Length;
        var stride = members + spare;
        var size = ArraySize.Of(nameof(HyperGanRegressor), "rows × targets × Gaussians", x.Length / ensemble.Inputs, targets, stride);
        var (means, deviations) = (new double[size], new double[size]);
        ensemble.Predict(x, members, Receive, seed);
        return (means, deviations);

        void Receive(int firstRow, int count, ReadOnlySpan<Real> outputs)
        {
            Finite.RequireOutputs(nameof(HyperGanRegressor), firstRow, count, ensemble.Outputs, outputs);
            for (var k = 0; k < members; k++)
                for (var i = 0; i < count; i++)
                    for (var t = 0; t < targets; t++)
                    {
                        var from = (k * count + i) * ensemble.Outputs + t;
                        var to = ((firstRow + i) * targets + t) * (int)stride + k;
                        (means[to], deviations[to]) = (outputs[from], units[t] * (levels?[t] ?? CrossFittedFit.Deviation(outputs[from + targets])));
                    }
        }
    }
}
