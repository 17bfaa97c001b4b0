namespace HyperGan.Autograd;

/// <summary> What a <see cref="GradientCheck"/> found: the worst of its comparisons. </summary>
/// <param name="Operand"> The leaf (or constant) it concerns. </param>
/// <param name="Along"> Its element, or the direction through all of them. </param>
/// <param name="Analytic"> What Backward says. </param>
/// <param name="Numeric"> What the differences say, extrapolated to a step of 0. </param>
/// <param name="Uncertainty"> How well the differences are known themselves, an estimate; ∞ where they are nowhere finite. </param>
/// <param name="RelativeError"> |Analytic − Numeric|, or Uncertainty where that is larger, less what rounding explains, over the scale that <see cref="GradientCheck.Tolerance"/> describes. </param>
/// <param name="Tolerance"> The largest relative error that passes. </param>
/// <param name="Comparisons"> How many were made. </param>
public sealed record GradientReport(
    string Operand, string Along, double Analytic, double Numeric, double Uncertainty, double RelativeError, double Tolerance, int Comparisons)
{
    /// <summary> Whether all comparisons agree within the tolerance. </summary>
    public bool Passed => RelativeError <= Tolerance;

    /// <summary> The verdict in words. </summary>
    public override string ToString() =>
        $"GradientCheck: {(Passed ? $"all {Comparisons} comparisons agree. The worst is" : "analytic and numeric derivative differ at")} {Operand}, {Along}: " +
        $"Backward gives {Analytic:g9}, differences give {Numeric:g9} ± {Uncertainty:g1}; relative error {RelativeError:g2}, allowed {Tolerance:g1}.{Hint}";

    string Hint =>
        Passed ? ""
        : !double.IsFinite(Numeric) ? " The output is not finite beside this operand: move it into the domain, or shorten Step."
        : !double.IsFinite(Analytic) ? " The gradient is not finite: look for a division by 0 in Backward."
        : Uncertainty >= Math.Abs(Analytic - Numeric) ? " The differences do not settle: move the operand away from a kink (Relu, Abs, Clamp) or shorten Step; if rounding drowns them, use the double build."
        : " Look into Backward of the operations that use this operand, unless it lies on a kink (Relu at 0), where there is no derivative.";
}
