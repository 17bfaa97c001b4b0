namespace HyperGan.Autograd.Tests;

/// <summary> Stack × Rows × Cols in double: what the references of <see cref="OpTable"/> compute with, element by element. </summary>
sealed record Numbers(Shape Shape, double[] Data)
{
    /// <summary> Element (s, i, j), a dimension of 1 repeated. </summary>
    public double this[int s, int i, int j] =>
        Data[((Shape.Stack == 1 ? 0 : s) * Shape.Rows + (Shape.Rows == 1 ? 0 : i)) * Shape.Cols + (Shape.Cols == 1 ? 0 : j)];

    public static Numbers Build(Shape shape, Func<int, int, int, double> element)
    {
        var data = new double[shape.Size];
        for (var k = 0; k < data.Length; k++)
            data[k] = element(k / shape.Cols / shape.Rows, k / shape.Cols % shape.Rows, k % shape.Cols);
        return new(shape, data);
    }

    public static Numbers Scalar(double value) => new(Shape.Scalar, [value]);

    public Numbers Map(Func<double, double> f) => new(Shape, Array.ConvertAll(Data, x => f(x)));

    public Numbers Zip(Numbers b, Func<double, double, double> f) =>
        Build(Shape.Meet(b.Shape, "Zip"), (s, i, j) => f(this[s, i, j], b[s, i, j]));

    /// <summary> All numbers that differ from (s, i, j) in one dimension only. </summary>
    public double[] Line(Axis along, int s, int i, int j) =>
        [.. Enumerable.Range(0, Shape.Along(along)).Select(k => along switch { Axis.Stack => this[k, i, j], Axis.Rows => this[s, k, j], _ => this[s, i, k] })];

    /// <summary> f of every line, or of all numbers where <paramref name="over"/> is null. </summary>
    public Numbers Reduce(Axis? over, Func<double[], double> f) =>
        over is { } axis ? Build(Shape.With(axis, 1), (s, i, j) => f(Line(axis, s, i, j))) : Scalar(f(Data));
}
