using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting;

/// <summary> How figures of a training run went, step by step. </summary>
public sealed class TrainingCurves : Figure
{
    /// <summary> At least one. Curves of different units belong in different pictures. </summary>
    public required IReadOnlyList<Curve> Curves { get; init; }

    /// <summary> Whether the y axis is logarithmic; null: where all values are above 0 and the greatest is 20 times the tenth percentile or more, so that a few small ones at the start of a rise do not decide. </summary>
    public bool? Logarithmic { get; init; }

    /// <summary> How many neighbouring values are averaged, the value itself in their middle; 1 for none, even numbers count as the odd one below. The values themselves stay visible behind, faint. </summary>
    public int Smoothing { get; init; } = 1;

    private protected override void Draw(Page page)
    {
        Validate();
        var y = Over(curve => curve.Y);
        var logarithmic = Logarithmic ?? (y.Low > 0 && y.High >= 20 * TenthPercentile());
        if (logarithmic && y.Low <= 0)
            throw new ArgumentException($"{nameof(TrainingCurves)}: a value of {Number.Text(y.Low)} has no place on a logarithmic axis; set {nameof(Logarithmic)} to false or null.");
        if (Smoothing > 1)
        {
            for (var i = 0; i < Curves.Count; i++)
                page.Line(Curves[i].X, Scaled(Curves[i].Y), Colour.Tint(Colour.Series(i), 0.3), width: 1);
        }
        for (var i = 0; i < Curves.Count; i++)
            page.Line(Curves[i].X, Scaled(MovingMean(Curves[i].Y)), Colour.Series(i), Curves[i].Name, dashed: i >= Colour.SeriesCount);
        var shown = logarithmic ? new Limits(Math.Log10(y.Low), Math.Log10(y.High)).Padded() : y.Padded();
        page.Show(Over(curve => curve.X), shown);
        if (logarithmic)
            page.PowersOfTen(shown);

        double[] Scaled(double[] values) => logarithmic ? Array.ConvertAll(values, Math.Log10) : values;
    }

    double TenthPercentile()
    {
        double[] sorted = [.. Curves.SelectMany(curve => curve.Y).Order()];
        return sorted[sorted.Length / 10];
    }

    Limits Over(Func<Curve, double[]> values) => Curves.Select(curve => Limits.Of(values(curve))).Aggregate((all, one) => all.And(one));

    /// <summary> At the ends of the curve the window is as much shorter on both sides as it has to be, so that the mean never lags behind. </summary>
    double[] MovingMean(double[] values)
    {
        var means = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var reach = Math.Min((Smoothing - 1) / 2, Math.Min(i, values.Length - 1 - i));
            means[i] = new ArraySegment<double>(values, i - reach, 2 * reach + 1).Average();
        }
        return means;
    }

    void Validate()
    {
        Check.NotEmpty(this, nameof(Curves), Curves);
        for (var i = 0; i < Curves.Count; i++)
            Check.Curve(this, $"{nameof(Curves)}[{i}]", Curves[i]);
        if (Smoothing < 1)
            throw new ArgumentException($"{nameof(TrainingCurves)}: {nameof(Smoothing)} is {Smoothing}; it counts values, 1 is none.");
    }
}
