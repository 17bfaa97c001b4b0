using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting;

/// <summary>
/// How probable an ensemble of classifiers finds each class along a feature, and how far its members disagree: lines where the feature is a number,
/// marks side by side where it is a text.
/// </summary>
public sealed class ClassProbabilities : Figure
{
    /// <summary> Of the distance between two categories, what the marks of one take. </summary>
    const double Share = 0.6;

    /// <summary> Values of a feature that is a number: ascending, at least two. Null where there are <see cref="Categories"/>. </summary>
    public double[]? X { get; init; }

    /// <summary> Categories of a feature that is a text. Null where there is <see cref="X"/>. </summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary> At least one, with a probability for each value or category. </summary>
    public required IReadOnlyList<ClassProbability> Classes { get; init; }

    /// <summary> The mutual information of class and member, nats: what the members disagree about. Null where it is not known. </summary>
    public double[]? Disagreement { get; init; }

    /// <summary> What the legend calls <see cref="Disagreement"/>. </summary>
    public string DisagreementName { get; init; } = "disagreement, nats";

    int Places => X?.Length ?? Categories!.Count;

    private protected override void Draw(Page page)
    {
        Validate();
        if (X is not null)
            DrawLines(page, X);
        else
            DrawMarks(page);
        page.Show(X is not null ? Limits.Of(X) : new(-0.6, Places - 0.4), new Limits(0, Math.Max(1, Disagreement?.Max() ?? 0)).Padded(0.03));
        if (Categories is not null)
            page.Names(Categories);
    }

    void DrawLines(Page page, double[] x)
    {
        for (var k = 0; k < Classes.Count; k++)
            page.Line(x, Classes[k].Values, Colour.Series(k), Classes[k].Name, dashed: k >= Colour.SeriesCount);
        if (Disagreement is not null)
            page.Line(x, Disagreement, Colour.Pencil, DisagreementName, width: 1.6f, dashed: true);
    }

    void DrawMarks(Page page)
    {
        for (var k = 0; k < Classes.Count; k++)
            page.Dots(new(Beside(k), Classes[k].Values, Classes[k].Name), Colour.Series(k), Colour.Shape(k));
        for (var i = 0; i < Disagreement?.Length; i++)
            page.Line([i - Share / 2, i + Share / 2], [Disagreement[i], Disagreement[i]], Colour.Pencil, i == 0 ? DisagreementName : "", width: 1.6f, dashed: true);
    }

    double[] Beside(int k) => [.. Enumerable.Range(0, Places).Select(i => i + Share * ((k + 0.5) / Classes.Count - 0.5))];

    void Validate()
    {
        if (X is null == Categories is null)
            throw new ArgumentException($"{nameof(ClassProbabilities)}: give either {nameof(X)} or {nameof(Categories)}.");
        if (X is not null)
            Check.Ascending(this, nameof(X), X);
        else
            Check.NotEmpty(this, nameof(Categories), Categories!);
        Check.NotEmpty(this, nameof(Classes), Classes);
        var along = X is not null ? nameof(X) : nameof(Categories);
        for (var k = 0; k < Classes.Count; k++)
        {
            var name = $"{nameof(Classes)}[{k}].{nameof(ClassProbability.Values)}";
            Check.NotNegative(this, name, Classes[k].Values, Places, along);
            var i = Array.FindIndex(Classes[k].Values, value => value > 1 + 1e-6);
            if (i >= 0)
                throw new ArgumentException($"{nameof(ClassProbabilities)}: {name}[{i}] is {Number.Text(Classes[k].Values[i])}; a probability is at most 1.");
        }
        if (Disagreement is not null)
            Check.NotNegative(this, nameof(Disagreement), Disagreement, Places, along);
    }
}
