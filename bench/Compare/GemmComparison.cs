using System.Text.Json.Nodes;
using HyperGan.Kernels;
using static HyperGan.Bench.Compare.Report;

namespace HyperGan.Bench.Compare;

/// <summary> Matrix products of this engine, of OpenBLAS and of BLIS, and the limit of the machine, taking turns; GFLOP/s. </summary>
static class GemmComparison
{
    sealed record Row(GemmShape Shape, GemmForm Form, int Threads, double Ours, double? OpenBlas, double? Blis, double Limit)
    {
        public double? Ratio => OpenBlas is null && Blis is null ? null : Ours / Math.Max(OpenBlas ?? 0, Blis ?? 0);
    }

    /// <summary> Measures and prints; the exit code. </summary>
    public static int Run(GemmPlan plan)
    {
        var cores = new Cores(plan.Threads);
        using var team = cores.Apart(() => new Team(plan.Threads));
        using var limit = cores.Apart(() => Limit.Find(plan.Threads));
        Blas?[] peers = [cores.Apart(() => Blas.OpenBlas(plan.Threads)), Blas.Blis(plan.Threads)];
        List<Row> rows;
        try
        {
            var rates = plan.Rates((shape, form) => Contenders(shape, form, cores, team, limit, peers));
            rows = [.. plan.Cases.Zip(rates, (c, r) => new Row(c.Shape, c.Form, plan.Threads, r[0], peers[0] is null ? null : r[1], peers[1] is null ? null : r[^2], r[^1]))];
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        if (plan.Json)
            rows.ForEach(row => Console.WriteLine(Json(row)));
        else
            Print(rows, limit, peers.OfType<Blas>());
        return 0;
    }

    /// <summary> Ours, the peers that there are, and the limit. </summary>
    static IReadOnlyList<Contender> Contenders(GemmShape shape, GemmForm form, Cores cores, Team team, Limit limit, Blas?[] peers)
    {
        cores.Settle();
        var products = new GemmCase(shape, form);
        Contender[] libraries = [products.Ours(team), .. peers.OfType<Blas>().Select(products.Peer).Select(cores.Everywhere)];
        foreach (var library in libraries)
            if (!products.IsRight(library))
                throw new InvalidOperationException($"{library.Name} computes a wrong product at {shape} {form.Name}.");
        return [.. libraries, limit.Contender];
    }

    static string Json(Row row)
    {
        var (shape, form, threads, ours, openblas, blis, limit) = row;
        return new JsonObject { ["shape"] = shape.ToString(), ["form"] = form.Name, ["threads"] = threads, ["ours"] = ours, ["openblas"] = openblas, ["blis"] = blis, ["limit"] = limit }.ToJsonString();
    }

    static void Print(List<Row> rows, Limit limit, IEnumerable<Blas> peers)
    {
        var report = new Report(" m×n×k", " occurs", " form", "ours", "openblas", "blis", "limit", "ours/best peer", "of the limit");
        foreach (var row in rows)
            report.Add(
                row.Shape.ToString(), row.Shape.Occurs, row.Form.Name, Figure(row.Ours, 1), Figure(row.OpenBlas, 1), Figure(row.Blis, 1),
                Figure(row.Limit, 1), Figure(row.Ratio, 2), $"{Figure(100 * row.Ours / row.Limit, 0)} %");
        report.Print();
        Console.WriteLine($"GFLOP/s, {typeof(Real).Name}, {rows[0].Threads} thread(s); the limit multiplies and adds vectors of {limit.Width} numbers.");
        foreach (var peer in peers)
            Console.WriteLine($"{peer.Name} runs its kernels for {peer.Kernels}.");
        if (rows.Where(r => r.Ratio is not null).MinBy(r => r.Ratio) is { } worst)
            Console.WriteLine($"Geometric mean of ours / best peer: {Figure(GeometricMean(rows.Select(r => r.Ratio!.Value)), 3)}; worst: {worst.Shape} {worst.Form.Name} at {Figure(worst.Ratio, 2)}.");
    }
}
