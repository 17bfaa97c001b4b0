using System.Text.Json.Nodes;
using HyperGan.Kernels;
using static HyperGan.Bench.Compare.Report;

namespace HyperGan.Bench.Compare;

/// <summary>
/// What several threads gain over one, beside what the machine gives several threads that share nothing: multiply–adds without memory, and
/// products apart, each thread some of the rows with operands of its own. Cores lent by the hour are seldom whole, and seldom equally fast.
/// </summary>
static class GemmScaling
{
    sealed record Row(GemmShape Shape, GemmForm Form, int Threads, double Ours, double Apart, double Limit);

    /// <summary> Measures and prints; the exit code. </summary>
    public static int Run(GemmPlan plan)
    {
        var cores = new Cores(plan.Threads);
        using var one = new Team(1);
        using var many = cores.Apart(() => new Team(plan.Threads));
        using var limitOfOne = Limit.Find(1);
        using var limitOfMany = cores.Apart(() => Limit.Find(plan.Threads));
        var rates = plan.Rates((shape, form) =>
        {
            var products = new GemmCase(shape, form);
            return [products.Ours(one), products.Ours(many), Apart(shape, form, many), limitOfOne.Contender, limitOfMany.Contender];
        });
        List<Row> rows = [.. plan.Cases.Zip(rates, (c, r) => new Row(c.Shape, c.Form, plan.Threads, r[1] / r[0], r[2] / r[0], r[4] / r[3]))];
        if (plan.Json)
            rows.ForEach(row => Console.WriteLine(Json(row)));
        else
            Print(rows);
        return 0;
    }

    /// <summary> A product of some of the rows for every worker, no number in common. </summary>
    static Contender Apart(GemmShape shape, GemmForm form, Team team)
    {
        Contender[] parts = [.. Enumerable.Range(0, team.Workers).Select(worker =>
            new GemmCase(shape with { Rows = shape.Rows * (worker + 1) / team.Workers - shape.Rows * worker / team.Workers }, form).Ours(team: null))];
        return new("apart", shape.Flops, repetitions =>
        {
            var job = new Parts(parts);
            for (var r = 0; r < repetitions; r++)
                team.Run(parts.Length, ref job);
        });
    }

    readonly struct Parts(Contender[] products) : IJob
    {
        public void Run(int piece) => products[piece].Run(1);
    }

    static string Json(Row row)
    {
        var (shape, form, threads, scaling, apartScaling, limitScaling) = row;
        return new JsonObject
        {
            ["shape"] = shape.ToString(),
            ["form"] = form.Name,
            ["threads"] = threads,
            ["scaling"] = scaling,
            ["apartScaling"] = apartScaling,
            ["limitScaling"] = limitScaling,
        }.ToJsonString();
    }

    static void Print(List<Row> rows)
    {
        var report = new Report(" m×n×k", " occurs", " form", "ours", "apart", "limit", "ours/apart");
        foreach (var row in rows)
            report.Add(row.Shape.ToString(), row.Shape.Occurs, row.Form.Name, Figure(row.Ours, 2), Figure(row.Apart, 2), Figure(row.Limit, 2), Figure(row.Ours / row.Apart, 2));
        report.Print();
        Console.WriteLine($"Speed with {rows[0].Threads} threads over the speed with one, {typeof(Real).Name}. Geometric mean of ours: {Figure(GeometricMean(rows.Select(r => r.Ours)), 2)}.");
    }
}
