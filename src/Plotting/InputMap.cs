using HyperGan.Plotting.Drawing;

namespace HyperGan.Plotting;

/// <summary>
/// A figure of uncertainty (entropy, mutual information, a deviation) over a plane of two inputs: pale where the ensemble is certain, dark where it is not,
/// and the training points by class on top. One unit is as long on both axes.
/// </summary>
public sealed class InputMap : Figure
{
    /// <summary> The first input of each column of <see cref="Values"/>: ascending in equal steps, at least two. </summary>
    public required double[] X { get; init; }

    /// <summary> The second input of each row of <see cref="Values"/>: ascending in equal steps, at least two. </summary>
    public required double[] Y { get; init; }

    /// <summary> rows × columns: Values[i, j] belongs to (X[j], Y[i]). </summary>
    public required double[,] Values { get; init; }

    /// <summary> What the values are, with their unit; stands beside the colour bar. </summary>
    public required string ValueLabel { get; init; }

    /// <summary> What the ends of the colour bar mean; null: from 0, or the least value if it is below, to the greatest. </summary>
    public Limits? Range { get; init; }

    /// <summary> Training points, one entry a class; empty for none. Those beyond the grid widen the picture. </summary>
    public IReadOnlyList<Points> Classes { get; init; } = [];

    private protected override (int Width, int Height) Size => (1340, 1240);

    private protected override void Draw(Page page)
    {
        Validate();
        double[] values = [.. Values.Cast<double>()];
        var range = Range ?? Limits.Of(values, [0]);
        page.Map(Values, Limits.Of(X), Limits.Of(Y), range.Span > 0 ? range : new(range.Low, range.Low + 1), ValueLabel);
        for (var i = 0; i < Classes.Count; i++)
            page.Dots(Classes[i], Colour.Class(i), Colour.Shape(i));
        page.Show(Around(X, points => points.X), Around(Y, points => points.Y));
        page.EqualUnits();
        page.NoteCut("values", Range, Limits.Of(values));
    }

    /// <summary> The grid with its outermost cells whole, and every training point. </summary>
    Limits Around(double[] grid, Func<Points, double[]> coordinate)
    {
        var half = (grid[^1] - grid[0]) / (grid.Length - 1) / 2;
        return Classes.Select(points => Limits.Of(coordinate(points)).Padded(0.02)).Aggregate(new Limits(grid[0] - half, grid[^1] + half), (all, one) => all.And(one));
    }

    void Validate()
    {
        CheckGrid(nameof(X), X);
        CheckGrid(nameof(Y), Y);
        if (Values is null || Values.GetLength(0) != Y.Length || Values.GetLength(1) != X.Length)
            throw new ArgumentException($"{nameof(InputMap)}: {nameof(Values)} is {Values?.GetLength(0)} × {Values?.GetLength(1)}; it must have a row for each of {Y.Length} Y and a column for each of {X.Length} X.");
        for (var i = 0; i < Y.Length; i++)
        {
            for (var j = 0; j < X.Length; j++)
            {
                if (!double.IsFinite(Values[i, j]))
                    throw new ArgumentException($"{nameof(InputMap)}: {nameof(Values)}[{i}, {j}] is {Number.Text(Values[i, j])}, at x = {Number.Text(X[j])}, y = {Number.Text(Y[i])}; find out where the number was lost.");
            }
        }
        for (var i = 0; i < Classes.Count; i++)
            Check.Points(this, $"{nameof(Classes)}[{i}]", Classes[i]);
        Check.Limits(this, nameof(Range), Range);
    }

    void CheckGrid(string name, double[] grid)
    {
        Check.Ascending(this, name, grid);
        var step = (grid[^1] - grid[0]) / (grid.Length - 1);
        for (var i = 1; i < grid.Length; i++)
        {
            if (Math.Abs(grid[i] - grid[0] - i * step) > 1e-3 * step)
                throw new ArgumentException($"{nameof(InputMap)}: {name}[{i}] is {Number.Text(grid[i])}, and equal steps would lead to {Number.Text(grid[0] + i * step)}; a map needs an even grid.");
        }
    }
}
