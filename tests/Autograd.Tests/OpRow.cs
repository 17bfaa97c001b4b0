using System.Numerics;
using HyperGan.Kernels;

namespace HyperGan.Autograd.Tests;

/// <summary> Uniform numbers on [Low, High], none closer than Margin to a kink. </summary>
sealed record Domain(double Low, double High, params double[] Kinks)
{
    const double Margin = 0.1;

    /// <summary> Numbers are Offset plus a multiple of this; 0 for any number. </summary>
    public double Grid { get; init; }

    public double Offset { get; init; }

    public Real[] Draw(int count, RandomStream random)
    {
        var numbers = new Real[count];
        foreach (ref var x in numbers.AsSpan())
            do
            {
                random.Uniform(new(ref x), (Real)Low, (Real)High);
                x = Grid > 0 ? (Real)(Math.Round(x / Grid) * Grid + Offset) : x;
            }
            while (IsNearKink(x));
        return numbers;
    }

    bool IsNearKink(Real x) => Array.Exists(Kinks, kink => Math.Abs(x - kink) < Margin);
}

/// <summary> What all operations are tested by: <see cref="OpTests"/> puts every row through every test. </summary>
/// <param name="Name"> Starts with the name of the method. </param>
/// <param name="Domains"> Where the numbers of each operand come from. </param>
/// <param name="Shapes"> The shapes of all operands, case by case. </param>
/// <param name="Record"> The call. </param>
/// <param name="Reference"> The same, from the definition. </param>
/// <param name="Epsilons"> How many roundings of max(1, |y|) a value may be off. </param>
sealed record OpRow(
    string Name, Domain[] Domains, Shape[][] Shapes, Func<Tensor[], Tensor> Record, Func<Numbers[], Numbers> Reference, int Epsilons)
{
    public const ulong TapeSeed = 7;

    /// <summary> Calls that must be refused, and what the message must say. </summary>
    public (Shape[] Shapes, Func<Tensor[], Tensor> Record, string[] Words)[] Refusals { get; init; } = [];

    public string Method => MethodOf(Name);

    public static int Width => Vector<Real>.Count;

    public Real[][] Draw(Shape[] shapes) =>
        [.. shapes.Select((shape, k) => Domains[k].Draw(shape.Size, new RandomStream(3).Split(Name).Split((ulong)k)))];

    /// <summary> y = f(x), at every length that a loop over vectors can treat in a way of its own. </summary>
    public static OpRow Map(string name, Func<Tensor, Tensor> record, Func<double, double> reference, Domain domain, int epsilons = 4) =>
        new(name, [domain], [.. Lengths.Select(n => new Shape[] { new(1, n) }), [new(2, 3, 5)]], x => record(x[0]), x => x[0].Map(reference), epsilons);

    /// <summary> y = f(a, b), at every length and every way to broadcast. </summary>
    public static OpRow Zip(
        string name, Func<Tensor, Tensor, Tensor> record, Func<double, double, double> reference, Domain a, Domain b, int epsilons = 4) =>
        new(name, [a, b], [.. Lengths.Select(n => new Shape[] { new(1, n), new(1, n) }), .. Broadcasts], x => record(x[0], x[1]), x => x[0].Zip(x[1], reference), epsilons)
        {
            Refusals =
            [
                ([new(2, 3), new(4, 3)], x => record(x[0], x[1]), [MethodOf(name), "2×3", "4×3"]),
                ([new(2, 3), new(2, 4)], x => record(x[0], x[1]), [MethodOf(name), "2×3", "2×4"]),
                ([new(2, 2, 3), new(3, 2, 3)], x => record(x[0], x[1]), [MethodOf(name), "2×2×3", "3×2×3"]),
            ],
        };

    /// <summary> An operation of one operand on whole lines or matrices. </summary>
    public static OpRow Whole(string name, Func<Tensor, Tensor> record, Func<Numbers, Numbers> reference, Domain domain, int epsilons = 8) =>
        new(name, [domain], [.. Stacks.Select(shape => new[] { shape })], x => record(x[0]), x => reference(x[0]), epsilons);

    static string MethodOf(string name) => name.Split(' ', ',')[0];

    static IEnumerable<int> Lengths => Enumerable.Range(1, 3 * Width + 1);

    /// <summary> Stacks, rows and columns of one, few, and more than a vector. </summary>
    public static Shape[] Stacks { get; } =
        [new(1, 1, 1), new(1, 1, 2 * Width + 1), new(1, 5, 1), new(3, 1, 1), new(2, 3, 5), new(4, 1, 3), new(3, 4, 1), new(1, 3, Width), new(2, 2, Width + 3)];

    static IEnumerable<Shape[]> Broadcasts =>
        from s in Pairs(2)
        from i in Pairs(3)
        from j in Pairs(Width + 1)
        select new Shape[] { new(s.A, i.A, j.A), new(s.B, i.B, j.B) };

    static (int A, int B)[] Pairs(int n) => [(1, 1), (1, n), (n, 1), (n, n)];
}
