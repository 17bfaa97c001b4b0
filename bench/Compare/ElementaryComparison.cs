using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using HyperGan.Kernels;
using static HyperGan.Bench.Compare.Report;

namespace HyperGan.Bench.Compare;

/// <summary> Elementary functions and soft-max of this engine against those of TensorPrimitives, taking turns; nanoseconds per element. </summary>
static class ElementaryComparison
{
    delegate void Map(ReadOnlySpan<Real> x, Span<Real> y);

    /// <summary> One function, twice, and what it should give. </summary>
    /// <param name="Name"> The function. </param>
    /// <param name="Ours"> This engine's. </param>
    /// <param name="Theirs"> TensorPrimitives', or the shortest composition of theirs. </param>
    /// <param name="Exact"> In double, what the whole of y should be. </param>
    /// <param name="Low"> Least argument. </param>
    /// <param name="High"> Largest argument. </param>
    /// <param name="Units"> Relative error, in units of the last place, beyond which a value is wrong. </param>
    sealed record Function(string Name, Map Ours, Map Theirs, Func<double[], double[]> Exact, double Low = -6, double High = 6, int Units = 16);

    sealed record Row(string Function, int Length, double Ours, double TensorPrimitives)
    {
        public double Ratio => TensorPrimitives / Ours;
    }

    static readonly int[] _lengths = [64, 1024, 4096, 65_536];

    static readonly Function[] _functions =
    [
        new("exp", Elementary.Exp, TensorPrimitives.Exp, Each(Math.Exp)),
        new("expm1", Elementary.ExpM1, TensorPrimitives.ExpM1, Each(x => 2 * Math.Sinh(x / 2) * Math.Exp(x / 2))),
        new("log", Elementary.Log, TensorPrimitives.Log, Each(Math.Log), Low: 0.01, High: 100),
        new("log1p", Elementary.Log1P, TensorPrimitives.LogP1, Each(ExactLog1P), Low: -0.9, High: 100),
        new("tanh", Elementary.Tanh, TensorPrimitives.Tanh, Each(Math.Tanh)),
        new("sigmoid", Elementary.Sigmoid, TensorPrimitives.Sigmoid, Each(x => 1 / (1 + Math.Exp(-x)))),
        new("softplus", Elementary.Softplus, TheirSoftplus, Each(x => ExactLog1P(Math.Exp(x)))),
        new("soft-max", OurSoftmax, TensorPrimitives.SoftMax, ExactSoftmax, Units: 32), // its exponents reach −20 and are rounded before they are used
        new("log-sum-exp", OurLogSumExp, TheirLogSumExp, x => [Math.Log(SumOfExp(x))]),
    ];

    /// <summary> Measures and prints what is right; the exit code is 1 where something was wrong. </summary>
    public static int Run(int rounds, bool json)
    {
        var cores = new Cores(threads: 1);
        var rows = new List<Row>();
        foreach (var function in _functions)
            foreach (var length in _lengths)
            {
                if (Measure(function, length, rounds, cores) is not { } row)
                    continue;
                rows.Add(row);
                if (json)
                    Console.WriteLine(new JsonObject { ["function"] = row.Function, ["length"] = length, ["ours"] = row.Ours, ["tensorPrimitives"] = row.TensorPrimitives }.ToJsonString());
            }
        if (!json && rows.Count > 0)
            Print(rows);
        return rows.Count == _functions.Length * _lengths.Length ? 0 : 1;
    }

    static Row? Measure(Function function, int length, int rounds, Cores cores)
    {
        var (x, y) = (new Numbers(length, new Random(1)), new Numbers(length));
        foreach (ref var v in x.Span)
            v = (Real)(function.Low + (function.High - function.Low) * (v + 1) / 2);
        if (FirstWrong(function, x, y) is { } wrong)
        {
            Console.Error.WriteLine($"{function.Name} of {length} numbers is wrong: {wrong}.");
            return null;
        }
        cores.Settle();
        var rates = new Interleaved(threads: 1, rounds).Rates([Repeated("ours", function.Ours, x, y), Repeated("TensorPrimitives", function.Theirs, x, y)]);
        return new(function.Name, length, 1 / rates[0], 1 / rates[1]);
    }

    static Contender Repeated(string name, Map map, Numbers x, Numbers y) => new(name, x.Length, repetitions =>
    {
        for (var r = 0; r < repetitions; r++)
            map(x.Span, y.Span);
    });

    /// <summary> A coarse look, so that nobody times nonsense; the tests are what counts the last bits. </summary>
    static string? FirstWrong(Function function, Numbers x, Numbers y)
    {
        function.Ours(x.Span, y.Span);
        var exact = function.Exact([.. x.Span.ToArray().Select(v => (double)v)]);
        var unit = (double)(Real.BitIncrement(1) - 1);
        for (var i = 0; i < exact.Length; i++)
            if (!(Math.Abs(y.Span[i] - exact[i]) <= function.Units * unit * Math.Max(Math.Abs(exact[i]), exact.Length == 1 ? 1 : 0.1 / exact.Length)))
                return $"element {i} is {y.Span[i]}, not {(Real)exact[i]}";
        return null;
    }

    static Func<double[], double[]> Each(Func<double, double> f) => x => Array.ConvertAll(x, v => f(v));

    // Near 0 the textbook forms of ln(1 + x) and eˣ − 1 lose the digits that the double build is asked for.
    static double ExactLog1P(double x) => 2 * Math.Atanh(x / (2 + x));

    static double[] ExactSoftmax(double[] x)
    {
        var sum = SumOfExp(x);
        return Array.ConvertAll(x, v => Math.Exp(v) / sum);
    }

    static double SumOfExp(double[] x) => x.Chunk(256).Sum(chunk => chunk.Sum(Math.Exp));

    static void TheirSoftplus(ReadOnlySpan<Real> x, Span<Real> y)
    {
        TensorPrimitives.Exp(x, y);
        TensorPrimitives.LogP1(y, y);
    }

    static void OurSoftmax(ReadOnlySpan<Real> x, Span<Real> y) => Softmax.Apply(OneRow(x), new(y, 1, y.Length));

    static void OurLogSumExp(ReadOnlySpan<Real> x, Span<Real> y) => Softmax.LogSumExp(OneRow(x), new(y, 1, 1));

    static Matrix OneRow(ReadOnlySpan<Real> x) => new(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(x), x.Length), 1, x.Length);

    static void TheirLogSumExp(ReadOnlySpan<Real> x, Span<Real> y)
    {
        var largest = TensorPrimitives.Max(x);
        TensorPrimitives.Subtract(x, largest, y);
        TensorPrimitives.Exp(y, y);
        y[0] = largest + Real.Log(TensorPrimitives.Sum<Real>(y));
    }

    static void Print(List<Row> rows)
    {
        var report = new Report(" function", "length", "ours", "TensorPrimitives", "speed, ours/theirs");
        foreach (var row in rows)
            report.Add(row.Function, $"{row.Length}", Figure(row.Ours, 3), Figure(row.TensorPrimitives, 3), Figure(row.Ratio, 2));
        report.Print();
        Console.WriteLine($"Nanoseconds per element, {typeof(Real).Name}, one thread. Softplus and log-sum-exp are compositions there; its soft-max subtracts no maximum.");
        var worst = rows.MinBy(r => r.Ratio)!;
        Console.WriteLine($"Geometric mean of the ratios: {Figure(GeometricMean(rows.Select(r => r.Ratio)), 2)}; worst: {worst.Function} of {worst.Length} at {Figure(worst.Ratio, 2)}.");
    }
}
