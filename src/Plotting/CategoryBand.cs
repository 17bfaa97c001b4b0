using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting;

/// <summary>
/// What an ensemble believes for each of some categories: a bar from its mean to so many standard deviations on either side, nested as in
/// <see cref="UncertaintyBand"/>. The band along a feature that is a text.
/// </summary>
public sealed class CategoryBand : Figure
{
    /// <summary> Half the width of a bar; categories are 1 apart. </summary>
    const double Half = 0.3;

    /// <summary> The categories from left to right, at least one. </summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary> The mean of the ensemble for each of <see cref="Categories"/>. </summary>
    public required double[] Mean { get; init; }

    /// <summary> The standard deviation for each, none below 0. </summary>
    public required double[] Deviation { get; init; }

    /// <summary> How many deviations the bars reach to either side, ascending. </summary>
    public double[] Multiples { get; init; } = [1, 2, 3];

    /// <summary> What the legend calls the mean. </summary>
    public string MeanName { get; init; } = "mean";

    private protected override void Draw(Page page)
    {
        Validate();
        for (var k = Multiples.Length - 1; k >= 0; k--)   // the widest lies lowest
            for (var i = 0; i < Mean.Length; i++)
                page.Band(Width(i), Repeat(Mean[i] - Multiples[k] * Deviation[i]), Repeat(Mean[i] + Multiples[k] * Deviation[i]), Colour.Band(k, Multiples.Length));
        for (var k = 0; k < Multiples.Length; k++)
            page.LegendPatch($"±{Number.Text(Multiples[k])} σ", Colour.Band(k, Multiples.Length));
        for (var i = 0; i < Mean.Length; i++)
            page.Line(Width(i), Repeat(Mean[i]), Colour.Blue, i == 0 ? MeanName : "", width: 2.5f);
        double[] ends = [.. Mean.Select((mean, i) => mean - Multiples[^1] * Deviation[i]), .. Mean.Select((mean, i) => mean + Multiples[^1] * Deviation[i])];
        page.Show(new(-0.6, Mean.Length - 0.4), Limits.Of(ends).Padded());
        page.Names(Categories);
    }

    static double[] Width(int i) => [i - Half, i + Half];

    static double[] Repeat(double y) => [y, y];

    void Validate()
    {
        Check.NotEmpty(this, nameof(Categories), Categories);
        Check.Finite(this, nameof(Mean), Mean, Categories.Count, nameof(Categories));
        Check.NotNegative(this, nameof(Deviation), Deviation, Categories.Count, nameof(Categories));
        Check.Multiples(this, nameof(Multiples), Multiples);
    }
}
