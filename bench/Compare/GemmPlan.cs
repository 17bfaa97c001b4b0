namespace HyperGan.Bench.Compare;

/// <summary> What to measure, and how to print it. </summary>
sealed record GemmPlan(int Threads, GemmForm[] Forms, GemmShape[] Shapes, int Rounds, bool Json)
{
    /// <summary> Passes over all cases that share the rounds: a neighbour that is loud for a minute spoils some rounds of many cases, and not all rounds of a few. </summary>
    const int MostPasses = 3;

    /// <summary> Every shape in every form. </summary>
    public IReadOnlyList<(GemmShape Shape, GemmForm Form)> Cases => [.. Forms.SelectMany(form => Shapes.Select(shape => (shape, form)))];

    /// <summary> The rates of every case's contenders: of the medians of the passes, the median. </summary>
    /// <param name="contenders"> Makes those of a case; their operands are let go after each pass. </param>
    public double[][] Rates(Func<GemmShape, GemmForm, IReadOnlyList<Contender>> contenders)
    {
        var passes = Math.Min(Rounds, MostPasses);
        double[][][] rates = [.. Enumerable.Range(0, passes).Select(pass => Pass(rounds: (Rounds + pass) / passes, contenders))];
        return [.. Cases.Select((_, i) => Medians([.. rates.Select(pass => pass[i])]))];
    }

    double[][] Pass(int rounds, Func<GemmShape, GemmForm, IReadOnlyList<Contender>> contenders)
    {
        var timing = new Interleaved(Threads, rounds);
        return [.. Cases.Select(c => timing.Rates(contenders(c.Shape, c.Form)))];
    }

    static double[] Medians(double[][] passes) => [.. passes[0].Select((_, contender) => Interleaved.Median([.. passes.Select(rates => rates[contender])]))];
}
