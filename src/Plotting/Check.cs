namespace HyperGan.Plotting;

/// <summary> Refuses what cannot be drawn truthfully: says which figure, which property, which index, and what to do. </summary>
static class Check
{
    public static void Finite(Figure figure, string name, double[] values)
    {
        if (values is null)
            throw new ArgumentNullException(name, $"{Name(figure)}: {name} is null; give it numbers.");
        if (values.Length == 0)
            throw new ArgumentException($"{Name(figure)}: {name} is empty; there is nothing to draw.");
        var i = Array.FindIndex(values, value => !double.IsFinite(value));
        if (i >= 0)
            throw new ArgumentException($"{Name(figure)}: {name}[{i}] is {Drawing.Number.Text(values[i])}; leave that place out, or find out where the number was lost.");
    }

    public static void Finite(Figure figure, string name, double[] values, int count, string like)
    {
        Finite(figure, name, values);
        if (values.Length != count)
            throw new ArgumentException($"{Name(figure)}: {name} has {values.Length} values and {like} has {count}; they must be as many.");
    }

    public static void NotNegative(Figure figure, string name, double[] values, int count, string like)
    {
        Finite(figure, name, values, count, like);
        var i = Array.FindIndex(values, value => value < 0);
        if (i >= 0)
            throw new ArgumentException($"{Name(figure)}: {name}[{i}] is {Drawing.Number.Text(values[i])}; a spread cannot be negative. Is it a variance or a logarithm?");
    }

    /// <summary> Finite, at least two, and each above the one before: what a line can be drawn through. </summary>
    public static void Ascending(Figure figure, string name, double[] values)
    {
        Finite(figure, name, values);
        if (values.Length < 2)
            throw new ArgumentException($"{Name(figure)}: {name} has one value; a line needs two.");
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] <= values[i - 1])
            {
                throw new ArgumentException(
                    $"{Name(figure)}: {name}[{i}] is {Drawing.Number.Text(values[i])} after {Drawing.Number.Text(values[i - 1])}; sort by {name} and keep each value once.");
            }
        }
    }

    public static void Points(Figure figure, string name, Points points)
    {
        if (points is null)
            throw new ArgumentNullException(name, $"{Name(figure)}: {name} is null.");
        Finite(figure, $"{name}.X", points.X);
        Finite(figure, $"{name}.Y", points.Y, points.X.Length, $"{name}.X");
    }

    public static void Curve(Figure figure, string name, Curve curve)
    {
        if (curve is null)
            throw new ArgumentNullException(name, $"{Name(figure)}: {name} is null.");
        Ascending(figure, $"{name}.X", curve.X);
        Finite(figure, $"{name}.Y", curve.Y, curve.X.Length, $"{name}.X");
    }

    public static void NotEmpty<T>(Figure figure, string name, IReadOnlyCollection<T> items)
    {
        if (items is null || items.Count == 0)
            throw new ArgumentException($"{Name(figure)}: {name} is empty; there is nothing to draw.");
    }

    public static void Limits(Figure figure, string name, Limits? limits)
    {
        if (limits is { } l && !(l.Low < l.High && double.IsFinite(l.Span)))
            throw new ArgumentException($"{Name(figure)}: {name} is {Drawing.Number.Text(l.Low)} to {Drawing.Number.Text(l.High)}; the first must be below the second, and both finite.");
    }

    /// <summary> How many deviations bands reach to either side. </summary>
    public static void Multiples(Figure figure, string name, double[] multiples)
    {
        Finite(figure, name, multiples);
        if (multiples[0] <= 0 || multiples.Zip(multiples.Skip(1)).Any(pair => pair.Second <= pair.First))
            throw new ArgumentException($"{Name(figure)}: {name} are {string.Join(", ", multiples.Select(Drawing.Number.Text))}; they must be above 0 and ascend.");
    }

    static string Name(Figure figure) => figure.GetType().Name;
}
