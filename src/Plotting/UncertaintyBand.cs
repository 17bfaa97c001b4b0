using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting;

/// <summary>
/// What an ensemble believes about a function of one input: its mean, nested bands of so many standard deviations around it, and, where given, the truth
/// and the points it was trained on. With <see cref="Figure.XLabel"/> set to a feature's name it is also the band along that feature.
/// </summary>
public sealed class UncertaintyBand : Figure
{
    /// <summary> Where the function is shown: ascending, at least two. </summary>
    public required double[] X { get; init; }

    /// <summary> The mean of the ensemble at <see cref="X"/>. </summary>
    public required double[] Mean { get; init; }

    /// <summary> The standard deviation at <see cref="X"/>, none below 0. </summary>
    public required double[] Deviation { get; init; }

    /// <summary> How many deviations the bands reach to either side, ascending. </summary>
    public double[] Multiples { get; init; } = [1, 2, 3];

    /// <summary> The function that made the data, at <see cref="X"/>; null where nobody knows it. </summary>
    public double[]? Truth { get; init; }

    /// <summary> What the legend calls the truth. </summary>
    public string TruthName { get; init; } = "truth";

    /// <summary> What the legend calls the mean. </summary>
    public string MeanName { get; init; } = "mean";

    /// <summary> What the ensemble has learnt from; null for none. </summary>
    public Points? Points { get; init; }

    /// <summary> The part of the x axis that is shown; null for all of it, all points included. </summary>
    public Limits? XLimits { get; init; }

    /// <summary> The part of the y axis that is shown; null for all of it, the outermost band included. A picture that cuts something off says so below its title. </summary>
    public Limits? YLimits { get; init; }

    private protected override void Draw(Page page)
    {
        Validate();
        var bands = Multiples.Select(Reach).ToArray();
        for (var i = bands.Length - 1; i >= 0; i--)   // the widest lies lowest
            page.Band(X, bands[i].Lower, bands[i].Upper, Colour.Band(i, Multiples.Length));
        for (var i = 0; i < bands.Length; i++)
            page.LegendPatch($"±{Number.Text(Multiples[i])} σ", Colour.Band(i, Multiples.Length));
        page.Line(X, Mean, Colour.Blue, MeanName, width: 2.5f);
        if (Truth is not null)
            page.Line(X, Truth, Colour.Ink, TruthName, width: 1.8f, dashed: true);
        if (Points is not null)
            page.Dots(Points, Colour.Vermillion);
        var widest = bands[^1];
        var x = Points is null ? Limits.Of(X) : Limits.Of(X).And(Limits.Of(Points.X).Padded(0.02));
        var y = Limits.Of(Mean, Truth, widest.Lower, widest.Upper, Points?.Y);
        page.Show(XLimits ?? x, YLimits ?? y.Padded());
        page.NoteCut("x", XLimits, Limits.Of(X, Points?.X));
        page.NoteCut("y", YLimits, y);
    }

    (double[] Lower, double[] Upper) Reach(double multiple) =>
        (X.Select((_, i) => Mean[i] - multiple * Deviation[i]).ToArray(), X.Select((_, i) => Mean[i] + multiple * Deviation[i]).ToArray());

    void Validate()
    {
        Check.Ascending(this, nameof(X), X);
        Check.Finite(this, nameof(Mean), Mean, X.Length, nameof(X));
        Check.NotNegative(this, nameof(Deviation), Deviation, X.Length, nameof(X));
        Check.Multiples(this, nameof(Multiples), Multiples);
        if (Truth is not null)
            Check.Finite(this, nameof(Truth), Truth, X.Length, nameof(X));
        if (Points is not null)
            Check.Points(this, nameof(Points), Points);
        Check.Limits(this, nameof(XLimits), XLimits);
        Check.Limits(this, nameof(YLimits), YLimits);
    }
}
