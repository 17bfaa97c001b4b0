using System.Text.Json.Nodes;
using static HyperGan.Bench.Compare.Report;

namespace HyperGan.Bench.Compare;

/// <summary> What one recorded operation costs where the arithmetic is next to nothing: a hundred operations of sixteen numbers a step. </summary>
static class TapeComparison
{
    const int Operations = 100;
    const int Width = 16;

    sealed record Row(string Chain, double Tape, double Forward, double ByHand, double BytesPerStep);

    static readonly (string Name, Link[] Links)[] _chains =
    [
        ("add", [.. Enumerable.Repeat(Link.Add, Operations)]),
        ("multiply", [.. Enumerable.Repeat(Link.Multiply, Operations)]),
        ("tanh", [.. Enumerable.Repeat(Link.Tanh, Operations)]),
        ("in turn", [.. Enumerable.Range(0, Operations).Select(i => (Link)(i % 3))]),
    ];

    /// <summary> Measures and prints; the exit code. </summary>
    public static int Run(int rounds, bool json)
    {
        var cores = new Cores(threads: 1);
        var rows = new List<Row>();
        foreach (var (name, links) in _chains)
        {
            var chain = new Chain(links, Width);
            if (!chain.Agrees())
            {
                Console.Error.WriteLine($"The chain '{name}' has other gradients on the tape than by hand.");
                return 1;
            }
            cores.Settle();
            var row = Measure(name, chain, rounds);
            rows.Add(row);
            if (json)
                Console.WriteLine(Json(row));
        }
        if (!json)
            Print(rows);
        return 0;
    }

    static Row Measure(string name, Chain chain, int rounds)
    {
        var rates = new Interleaved(threads: 1, rounds).Rates(
            [Repeated("tape", chain.OnTape), Repeated("tape, forward", chain.OnTapeForward), Repeated("by hand", chain.ByHand)]);
        return new(name, 1 / rates[0], 1 / rates[1], 1 / rates[2], BytesPerStep(chain.OnTape));
    }

    static Contender Repeated(string name, Action step) => new(name, Operations, repetitions =>
    {
        for (var r = 0; r < repetitions; r++)
            step();
    });

    static double BytesPerStep(Action step)
    {
        const int Steps = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var s = 0; s < Steps; s++)
            step();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Steps;
    }

    static string Json(Row row)
    {
        var (chain, tape, tapeForward, byHand, bytesPerStep) = row;
        return new JsonObject { ["chain"] = chain, ["tape"] = tape, ["tapeForward"] = tapeForward, ["byHand"] = byHand, ["bytesPerStep"] = bytesPerStep }.ToJsonString();
    }

    static void Print(List<Row> rows)
    {
        var report = new Report(" chain", "tape", "forward alone", "by hand", "tape − by hand", "bytes per step");
        foreach (var row in rows)
            report.Add(row.Chain, Figure(row.Tape, 1), Figure(row.Forward, 1), Figure(row.ByHand, 1), Figure(row.Tape - row.ByHand, 1), Figure(row.BytesPerStep, 1));
        report.Print();
        Console.WriteLine($"Nanoseconds per operation, forward and backward, {Operations} operations of {Width} numbers a step, {typeof(Real).Name}, one thread.");
    }
}
