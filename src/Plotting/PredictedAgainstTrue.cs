using HyperGan.Plotting.Drawing;
using ScottPlot;

namespace HyperGan.Plotting;

/// <summary>
/// Predictions with their intervals against what came true. On the diagonal a prediction is right; an interval that crosses it covers, and those that do not
/// stand out and are counted.
/// </summary>
public sealed class PredictedAgainstTrue : Figure
{
    /// <summary> What came true; at least one. </summary>
    public required double[] Truth { get; init; }

    /// <summary> What was predicted: a mean or a median. </summary>
    public required double[] Predicted { get; init; }

    /// <summary> Lower ends of the intervals. </summary>
    public required double[] Lower { get; init; }

    /// <summary> Upper ends of the intervals, none below the lower end. </summary>
    public required double[] Upper { get; init; }

    /// <summary> What the intervals are, for the legend. </summary>
    public string IntervalName { get; init; } = "interval";

    private protected override (int Width, int Height) Size => (1200, 1280);

    private protected override void Draw(Page page)
    {
        Validate();
        var both = Limits.Of(Truth, Predicted, Lower, Upper).Padded(0.03);
        var covered = Enumerable.Range(0, Truth.Length).ToLookup(i => Lower[i] <= Truth[i] && Truth[i] <= Upper[i]);
        int[] hits = [.. covered[true]], misses = [.. covered[false]];
        DrawIntervals(page, hits, Colour.Blue.WithAlpha(Truth.Length <= 300 ? 0.45 : 0.2));
        DrawIntervals(page, misses, Colour.Vermillion.WithAlpha(0.6));
        DrawPredictions(page, hits, Colour.Blue, "covers");
        DrawPredictions(page, misses, Colour.Vermillion, "misses");
        page.Line([both.Low, both.High], [both.Low, both.High], Colour.Ink, width: 1.2f, dashed: true);
        page.Show(both, both);
        page.EqualUnits();
    }

    /// <summary> The prediction may lie outside of its interval (a mean far out in a skewed mixture), so the bars start at their own lower ends. </summary>
    void DrawIntervals(Page page, int[] rows, Color color) =>
        page.Bars(At(rows, Truth), At(rows, Lower), new double[rows.Length], [.. rows.Select(i => Upper[i] - Lower[i])], color);

    void DrawPredictions(Page page, int[] rows, Color color, string verb)
    {
        if (rows.Length > 0)
            page.Dots(new(At(rows, Truth), At(rows, Predicted), $"{IntervalName} {verb} {Number.Text(rows.Length)} of {Number.Text(Truth.Length)}"), color, among: Truth.Length);
    }

    static double[] At(int[] rows, double[] values) => Array.ConvertAll(rows, i => values[i]);

    void Validate()
    {
        Check.Finite(this, nameof(Truth), Truth);
        Check.Finite(this, nameof(Predicted), Predicted, Truth.Length, nameof(Truth));
        Check.Finite(this, nameof(Lower), Lower, Truth.Length, nameof(Truth));
        Check.Finite(this, nameof(Upper), Upper, Truth.Length, nameof(Truth));
        for (var i = 0; i < Lower.Length; i++)
        {
            if (Upper[i] < Lower[i])
                throw new ArgumentException($"{nameof(PredictedAgainstTrue)}: interval {i} reaches from {Number.Text(Lower[i])} down to {Number.Text(Upper[i])}; are {nameof(Lower)} and {nameof(Upper)} swapped?");
        }
    }
}
