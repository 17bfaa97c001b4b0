namespace HyperGan.Bench.Benchmarks;

/// <summary> Numbers to compute with. </summary>
static class Operands
{
    /// <summary> Numbers between −1 and 1, the same in every run. </summary>
    public static Real[] Random(int length)
    {
        var random = new Random(1);
        var x = new Real[length];
        foreach (ref var v in x.AsSpan())
            v = (Real)(2 * random.NextDouble() - 1);
        return x;
    }
}
