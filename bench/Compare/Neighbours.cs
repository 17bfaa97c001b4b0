using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace HyperGan.Bench.Compare;

/// <summary>
/// How much of its core this thread gets. A hyperthread beside it leaves multiply-adds their time, but takes a third from whatever needs
/// more than half of the instructions that a core can begin in a cycle: additions alone show it best.
/// </summary>
static class Neighbours
{
    const int Samples = 9;
    const int Turns = 200_000;

    /// <summary> Median time of a burst of independent additions, in ticks of the clock: a tenth of a millisecond, where none is there. </summary>
    public static double Time()
    {
        var samples = new double[Samples];
        foreach (ref var sample in samples.AsSpan())
        {
            var start = Stopwatch.GetTimestamp();
            if (Burst(Turns) == 0) // a result nobody looks at could be dropped, and the loop with it
                throw new InvalidOperationException("Neighbours: the additions lost their value.");
            sample = Stopwatch.GetTimestamp() - start;
        }
        return Interleaved.Median(samples);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static long Burst(int turns)
    {
        long a = 1, b = 1, c = 1, d = 1, e = 1, f = 1, g = 1, h = 1;
        for (var n = 0; n < turns; n++)
        {
            a += n;
            b += n;
            c += n;
            d += n;
            e += n;
            f += n;
            g += n;
            h += n;
        }
        return a + b + c + d + e + f + g + h;
    }
}
