using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting;

/// <summary>
/// How often an interval or quantile of level p came true, over p (Kuleshov et al. 2018). Calibrated is the diagonal; below it intervals promise too much,
/// above it they are wider than need be.
/// </summary>
public sealed class CalibrationCurve : Figure
{
    /// <summary> One curve a model, at least one: promised levels as <see cref="Curve.X"/>, observed frequencies as <see cref="Curve.Y"/>, all within [0, 1]. </summary>
    public required IReadOnlyList<Curve> Curves { get; init; }

    /// <summary> How many rows the frequencies come from; with it the band is drawn in which 95 % of a calibrated model's frequencies lie: p ± 1.96 √(p(1 − p)/n). </summary>
    public int? Count { get; init; }

    private protected override (int Width, int Height) Size => (1200, 1280);

    private protected override void Draw(Page page)
    {
        Validate();
        double[] levels = [.. Enumerable.Range(0, 101).Select(i => i / 100.0)];
        if (Count is { } count)
        {
            double[] chance = [.. levels.Select(p => 1.96 * Math.Sqrt(p * (1 - p) / count))];
            page.Band(
                levels, [.. levels.Select((p, i) => Math.Max(0, p - chance[i]))], [.. levels.Select((p, i) => Math.Min(1, p + chance[i]))],
                Colour.Tint(Colour.Hairline, 0.35));
            page.LegendPatch($"by chance, {Number.Text(count)} rows", Colour.Tint(Colour.Hairline, 0.35));
        }
        page.Line(levels, levels, Colour.Pencil, "ideal", width: 1.5f, dashed: true);
        for (var i = 0; i < Curves.Count; i++)
        {
            page.Line(Curves[i].X, Curves[i].Y, Colour.Series(i), width: 2);
            page.Dots(new(Curves[i].X, Curves[i].Y, Curves[i].Name), Colour.Series(i), Colour.Shape(i));
        }
        page.Show(new(-0.01, 1.01), new(-0.01, 1.01));
        page.EqualUnits();
    }

    void Validate()
    {
        Check.NotEmpty(this, nameof(Curves), Curves);
        for (var i = 0; i < Curves.Count; i++)
        {
            Check.Curve(this, $"{nameof(Curves)}[{i}]", Curves[i]);
            var all = Limits.Of(Curves[i].X, Curves[i].Y);
            if (all.Low < 0 || all.High > 1)
                throw new ArgumentException($"{nameof(CalibrationCurve)}: {nameof(Curves)}[{i}] has values from {Number.Text(all.Low)} to {Number.Text(all.High)}; levels and frequencies lie within [0, 1]. Are they per cent?");
        }
        if (Count < 1)
            throw new ArgumentException($"{nameof(CalibrationCurve)}: {nameof(Count)} is {Count}; it counts rows.");
    }
}
