using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting;

/// <summary> The functions of single members of an ensemble, thin and faint, with their mean on top: what a band hides, one sees here. </summary>
public sealed class MemberCurves : Figure
{
    /// <summary> Where the functions are shown: ascending, at least two. </summary>
    public required double[] X { get; init; }

    /// <summary> members × points: the values of each member at <see cref="X"/>. </summary>
    public required double[][] Members { get; init; }

    /// <summary> The function that made the data, at <see cref="X"/>; null where nobody knows it. </summary>
    public double[]? Truth { get; init; }

    /// <summary> What the legend calls the truth. </summary>
    public string TruthName { get; init; } = "truth";

    /// <summary> What the members have learnt from; null for none. </summary>
    public Points? Points { get; init; }

    /// <summary> The part of the y axis that is shown; null for all of it. A picture that cuts something off says so below its title. </summary>
    public Limits? YLimits { get; init; }

    private protected override void Draw(Page page)
    {
        Validate();
        var opacity = Math.Clamp(1.6 / Math.Sqrt(Members.Length), 0.06, 0.5);
        foreach (var member in Members)
            page.Line(X, member, Colour.Blue.WithAlpha(opacity), width: 1);
        page.LegendLine($"{Number.Text(Members.Length)} members", Colour.Tint(Colour.Blue, 0.5), width: 1);
        var mean = Mean();
        page.Line(X, mean, Colour.Paper, width: 4);   // a rim, or it would drown among the members
        page.Line(X, mean, Colour.Blue, "mean", width: 2.5f);
        if (Truth is not null)
            page.Line(X, Truth, Colour.Ink, TruthName, width: 1.8f, dashed: true);
        if (Points is not null)
            page.Dots(Points, Colour.Vermillion);
        var y = Members.Select(member => Limits.Of(member)).Aggregate(Limits.Of(Truth ?? Members[0], Points?.Y), (all, one) => all.And(one));
        page.Show(Points is null ? Limits.Of(X) : Limits.Of(X).And(Limits.Of(Points.X).Padded(0.02)), YLimits ?? y.Padded());
        page.NoteCut("y", YLimits, y);
    }

    double[] Mean() => [.. X.Select((_, i) => Members.Average(member => member[i]))];

    void Validate()
    {
        Check.Ascending(this, nameof(X), X);
        Check.NotEmpty(this, nameof(Members), Members);
        for (var i = 0; i < Members.Length; i++)
            Check.Finite(this, $"{nameof(Members)}[{i}]", Members[i], X.Length, nameof(X));
        if (Truth is not null)
            Check.Finite(this, nameof(Truth), Truth, X.Length, nameof(X));
        if (Points is not null)
            Check.Points(this, nameof(Points), Points);
        Check.Limits(this, nameof(YLimits), YLimits);
    }
}
