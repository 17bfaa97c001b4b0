namespace HyperGan.Bench.Compare;

/// <summary> What to measure, and how to print it. </summary>
sealed record GemmPlan(int Threads, GemmForm[] Forms, GemmShape[] Shapes, int Rounds, bool Json)
{
    /// <summary> With several threads a sample also pays for waking them, and OpenBLAS's own spin for some 30 ms after a product. </summary>
    public Interleaved Timing => Threads == 1 ? new(Rounds) : new(Rounds, sampleMilliseconds: 8, restMilliseconds: 40);

    /// <summary> Every shape in every form. </summary>
    public IEnumerable<(GemmShape Shape, GemmForm Form)> Cases => Forms.SelectMany(form => Shapes.Select(shape => (shape, form)));
}
