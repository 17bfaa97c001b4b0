using System.Diagnostics;
using System.Runtime;

namespace HyperGan.Bench.Compare;

/// <summary> One side of a comparison. </summary>
/// <param name="Name"> What the column is called. </param>
/// <param name="Work"> Work in one repetition: operations, elements, steps. </param>
/// <param name="Run"> Does that many repetitions. </param>
/// <param name="Spins"> Whether threads of its own spin for some 30 ms when it is through, as OpenBLAS's do: whoever is next waits until they sleep. </param>
sealed record Contender(string Name, double Work, Action<int> Run, bool Spins = false);

/// <summary>
/// Times several contenders in turn and gives medians. Machines are shared and clocks wander, so only figures from one such run
/// may be divided by each other.
/// </summary>
/// <param name="threads"> Threads a contender may use. One thread is timed by the processor time it got, so that a neighbour on the same core
/// does not count; several by the clock on the wall. </param>
/// <param name="rounds"> Samples of each contender; the median is kept. </param>
sealed class Interleaved(int threads, int rounds)
{
    const int WarmUpBursts = 20;

    /// <summary> A sample that takes longer does not notice what caches and clock were like when it began. </summary>
    const double LongMilliseconds = 100;

    /// <summary> Nobody rests without need: after it two threads are a fifth slower for longer than a sample takes, steps of 32 members 2.65 ms instead of 2.25, which training never meets. </summary>
    const int RestMilliseconds = 40;

    readonly double _sampleMilliseconds = threads == 1 ? 2 : 8;
    readonly int _runUpMilliseconds = threads == 1 ? 0 : 20;

    // Windows counts processor time in steps of 16 ms.
    readonly bool _processorTime = threads == 1 && !OperatingSystem.IsWindows();

    /// <summary> Median work per nanosecond of every contender. </summary>
    public double[] Rates(IReadOnlyList<Contender> contenders)
    {
        WarmUp(contenders);
        var turns = contenders.Select(Calibrate).ToArray();
        var samples = contenders.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
            for (var turn = 0; turn < contenders.Count; turn++)
            {
                // There and back again: nobody always runs on the clock and the caches that the same neighbour left.
                var i = round % 2 == 0 ? turn : contenders.Count - 1 - turn;
                samples[i][round] = Sample(turns[i]);
            }
        return [.. samples.Select(Median)];
    }

    /// <summary>
    /// Once nothing new was called for 100 ms the runtime starts to count calls, and after thirty of them it compiles a method again,
    /// twice in the end. So one quiet burst of calls proves nothing; two in a row with pauses after them and no compilation do.
    /// </summary>
    static void WarmUp(IReadOnlyList<Contender> contenders)
    {
        var compiled = JitInfo.GetCompiledMethodCount();
        for (int burst = 0, quiet = 0; burst < WarmUpBursts && quiet < 2; burst++)
        {
            foreach (var contender in contenders)
                Burst(contender);
            Thread.Sleep(130);
            var before = compiled;
            compiled = JitInfo.GetCompiledMethodCount();
            quiet = compiled == before ? quiet + 1 : 0;
        }
    }

    static void Burst(Contender contender)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < 40 && Stopwatch.GetElapsedTime(start).TotalMilliseconds < 50; call++)
            contender.Run(1);
    }

    /// <summary> How a contender is sampled. </summary>
    sealed record Turn(Contender Contender, int Repetitions, bool IsLong);

    Turn Calibrate(Contender contender)
    {
        for (var repetitions = 1; ; repetitions *= 4)
        {
            var milliseconds = Time(contender, repetitions);
            if (milliseconds <= _sampleMilliseconds / 4)
                continue;
            var one = milliseconds / repetitions;
            return new(contender, (int)Math.Ceiling(Math.Max(1, 1.1 * _sampleMilliseconds / one)), one > LongMilliseconds);
        }
    }

    double Sample(Turn turn)
    {
        if (!turn.IsLong)
            GetUpToSpeed(turn.Contender);
        return turn.Contender.Work * turn.Repetitions / (Time(turn.Contender, turn.Repetitions) * 1e6);
    }

    /// <summary> Caches belong to whoever ran last, and a processor that has slept takes its time: a step of 32 members 3.8 ms at first, 2.7 after the fourth. </summary>
    void GetUpToSpeed(Contender contender)
    {
        var start = Stopwatch.GetTimestamp();
        do
            contender.Run(1);
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < _runUpMilliseconds);
    }

    double Time(Contender contender, int repetitions)
    {
        var start = Now;
        contender.Run(repetitions);
        var time = Now - start;
        if (contender.Spins && threads > 1)
            Thread.Sleep(RestMilliseconds);
        return time.TotalMilliseconds;
    }

    TimeSpan Now => _processorTime ? Environment.CpuUsage.TotalTime : Stopwatch.GetElapsedTime(0);

    /// <summary> The median; sorts the samples. </summary>
    public static double Median(double[] samples)
    {
        Array.Sort(samples);
        return (samples[(samples.Length - 1) / 2] + samples[samples.Length / 2]) / 2;
    }
}
