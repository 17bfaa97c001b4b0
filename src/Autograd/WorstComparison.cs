namespace HyperGan.Autograd;

/// <summary> Keeps the worst of many comparisons; one that is not a number is worse than any. </summary>
sealed class WorstComparison(double tolerance)
{
    GradientReport? _worst;
    int _count;

    public void Add(GradientOperand operand, string along, double analytic, double numeric, double scale, double uncertainty = 0)
    {
        _count++;
        var difference = Math.Max(Math.Abs(analytic - numeric), uncertainty);
        var error = difference == 0 ? 0 : difference / scale;
        if (_worst is null || error > _worst.RelativeError || (double.IsNaN(error) && !double.IsNaN(_worst.RelativeError)))
            _worst = new(operand.Name, along, analytic, numeric, uncertainty, error, tolerance, Comparisons: 0);
    }

    public GradientReport Report() => _worst! with { Comparisons = _count };
}
