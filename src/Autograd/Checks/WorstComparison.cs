namespace HyperGan.Autograd;

/// <summary> Keeps the worst of many comparisons; one that is not a number is worse than any. </summary>
sealed class WorstComparison(double tolerance)
{
    /// <summary> What inner results and the extrapolation make of the rounding of the output, at most. </summary>
    const double Amplification = 4;

    /// <summary> Beyond this share of the scale rounding drowns what is to be seen. </summary>
    const double Drowned = 0.1;

    GradientReport? _worst;
    int _count;

    /// <summary> Compares two numbers that are exact but for their last digits. </summary>
    public void Add(GradientOperand operand, string along, double analytic, double numeric, double scale) =>
        Add(operand, along, analytic, numeric, uncertainty: 0, Error(Math.Abs(analytic - numeric), scale));

    /// <summary> Compares a derivative with differences whose excess over it is <paramref name="residual"/>. </summary>
    public void Add(GradientOperand operand, string along, double analytic, Limit residual, double scale)
    {
        var numeric = analytic + residual.Value;
        scale = Math.Max(scale, Math.Abs(numeric));
        var rounding = Amplification * residual.Rounding;
        var excess = Math.Max(Math.Abs(residual.Value), residual.Uncertainty);
        Add(operand, along, analytic, numeric, residual.Uncertainty, Error(rounding > Drowned * scale ? excess : Math.Max(0, excess - rounding), scale));
    }

    public GradientReport Report() => _worst! with { Comparisons = _count };

    static double Error(double difference, double scale) => difference == 0 ? 0 : difference / scale;

    void Add(GradientOperand operand, string along, double analytic, double numeric, double uncertainty, double error)
    {
        _count++;
        if (_worst is null || error > _worst.RelativeError || (double.IsNaN(error) && !double.IsNaN(_worst.RelativeError)))
            _worst = new(operand.Name, along, analytic, numeric, uncertainty, error, tolerance, Comparisons: 0);
    }
}
