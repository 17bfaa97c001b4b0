namespace HyperGan.Uncertainty;

/// <summary>
/// Promised against observed probability: for levels pⱼ the share p̂ⱼ of outcomes that fell into what was promised to hold pⱼ of them
/// (Kuleshov, Fenner and Ermon 2018). Made from probability integral transforms F(y), which are uniform for a calibrated model.
/// </summary>
public sealed class CalibrationCurve
{
    readonly double[] _levels, _observed;

    CalibrationCurve(ReadOnlySpan<double> levels, double[] observed) => (_levels, _observed) = (levels.ToArray(), observed);

    /// <summary> Of quantiles: p̂ⱼ is the share of transforms ≤ pⱼ. Shows bias as well as spread. </summary>
    /// <exception cref="ArgumentException"> Nothing there, or a transform is outside [0, 1]. </exception>
    /// <exception cref="ArgumentOutOfRangeException"> A level is not strictly between 0 and 1. </exception>
    public static CalibrationCurve OfQuantiles(ReadOnlySpan<double> transforms, ReadOnlySpan<double> levels) =>
        Of(transforms, levels, static (transform, level) => transform <= level);

    /// <summary> Of central intervals: p̂ⱼ is the share of transforms within ½ ± pⱼ / 2. </summary>
    /// <inheritdoc cref="OfQuantiles"/>
    public static CalibrationCurve OfIntervals(ReadOnlySpan<double> transforms, ReadOnlySpan<double> levels) =>
        Of(transforms, levels, static (transform, level) => Math.Abs(transform - 0.5) <= 0.5 * level);

    /// <summary> 1 / (count + 1), …, count / (count + 1): evenly spread levels without the ends, which are always right. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The count is not positive. </exception>
    public static double[] EvenLevels(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var levels = new double[count];
        for (var j = 0; j < count; j++)
            levels[j] = (j + 1.0) / (count + 1);
        return levels;
    }

    /// <summary> pⱼ </summary>
    public ReadOnlySpan<double> Levels => _levels;

    /// <summary> p̂ⱼ </summary>
    public ReadOnlySpan<double> Observed => _observed;

    /// <summary> Σ (pⱼ − p̂ⱼ)², Kuleshov's calibration error with weights of 1. </summary>
    public double SquaredError
    {
        get
        {
            var sum = 0.0;
            for (var j = 0; j < _levels.Length; j++)
                sum += (_levels[j] - _observed[j]) * (_levels[j] - _observed[j]);
            return sum;
        }
    }

    /// <summary> MACE: mean |pⱼ − p̂ⱼ| </summary>
    public double MeanAbsoluteError
    {
        get
        {
            var sum = 0.0;
            for (var j = 0; j < _levels.Length; j++)
                sum += Math.Abs(_levels[j] - _observed[j]);
            return sum / _levels.Length;
        }
    }

    /// <summary> RMSCE: √ mean (pⱼ − p̂ⱼ)² </summary>
    public double RootMeanSquaredError => Math.Sqrt(SquaredError / _levels.Length);

    static CalibrationCurve Of(ReadOnlySpan<double> transforms, ReadOnlySpan<double> levels, Func<double, double, bool> isInside)
    {
        const string where = nameof(CalibrationCurve);
        Check.NotEmpty(where, "transform", transforms.Length);
        Check.NotEmpty(where, "level", levels.Length);
        for (var i = 0; i < transforms.Length; i++)
            if (!(transforms[i] >= 0 && transforms[i] <= 1))
                throw new ArgumentException($"{where}: transform [{i}] is {transforms[i]}; a transform F(y) is in [0, 1]. Give Cumulative(y) of each row, not y.");
        var observed = new double[levels.Length];
        for (var j = 0; j < levels.Length; j++)
        {
            Check.Level(where, levels[j]);
            var inside = 0;
            foreach (var transform in transforms)
                inside += isInside(transform, levels[j]) ? 1 : 0;
            observed[j] = (double)inside / transforms.Length;
        }
        return new(levels, observed);
    }
}
