using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting;

/// <summary> Estimates with their standard errors beside the closed form: mutual information over a correlation or a noise level, by one estimator or several. </summary>
public sealed class InformationEstimates : Figure
{
    /// <summary> The closed form, as fine as it should look. </summary>
    public required Curve Truth { get; init; }

    /// <summary> One entry an estimator, at least one. </summary>
    public required IReadOnlyList<Estimates> Estimates { get; init; }

    /// <summary> Half the length of the bars, in standard errors. </summary>
    public double Multiple { get; init; } = 2;

    private protected override void Draw(Page page)
    {
        Validate();
        page.Line(Truth.X, Truth.Y, Colour.Ink, Truth.Name, width: 1.8f);
        var (x, y) = (Limits.Of(Truth.X), Limits.Of(Truth.Y));
        for (var i = 0; i < Estimates.Count; i++)
        {
            var estimates = Estimates[i];
            var bars = Array.ConvertAll(estimates.StandardErrors ?? new double[estimates.X.Length], error => Multiple * error);
            page.Bars(estimates.X, estimates.Y, bars, bars, Colour.Series(i), width: 1.8f);
            page.Dots(new(estimates.X, estimates.Y, Name(estimates)), Colour.Series(i), Colour.Shape(i), among: 100);   // small: bars are short
            x = x.And(Limits.Of(estimates.X));
            y = y.And(Limits.Of([.. estimates.Y.Zip(bars, (value, bar) => value - bar)], [.. estimates.Y.Zip(bars, (value, bar) => value + bar)]));
        }
        page.Show(x.Padded(0.03), y.Padded());
    }

    string Name(Estimates estimates) => estimates.StandardErrors is null ? estimates.Name : $"{estimates.Name} ± {Number.Text(Multiple)} standard errors";

    void Validate()
    {
        Check.Curve(this, nameof(Truth), Truth);
        Check.NotEmpty(this, nameof(Estimates), Estimates);
        for (var i = 0; i < Estimates.Count; i++)
        {
            var (estimates, name) = (Estimates[i], $"{nameof(Estimates)}[{i}]");
            Check.Finite(this, $"{name}.X", estimates.X);
            Check.Finite(this, $"{name}.Y", estimates.Y, estimates.X.Length, $"{name}.X");
            if (estimates.StandardErrors is not null)
                Check.NotNegative(this, $"{name}.StandardErrors", estimates.StandardErrors, estimates.X.Length, $"{name}.X");
        }
        if (!(Multiple > 0 && double.IsFinite(Multiple)))
            throw new ArgumentException($"{nameof(InformationEstimates)}: {nameof(Multiple)} is {Number.Text(Multiple)}; it must be above 0.");
    }
}
