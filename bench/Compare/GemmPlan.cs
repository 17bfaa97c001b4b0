namespace HyperGan.Bench.Compare;

/// <summary> What to measure, and how to print it. </summary>
sealed record GemmPlan(int Threads, GemmForm[] Forms, GemmShape[] Shapes, int Rounds, bool Json)
{
    /// <summary> How it is timed. </summary>
    public Interleaved Timing => new(Threads, Rounds);

    /// <summary> Every shape in every form. </summary>
    public IEnumerable<(GemmShape Shape, GemmForm Form)> Cases => Forms.SelectMany(form => Shapes.Select(shape => (shape, form)));
}
