using System.Diagnostics;

namespace HyperGan.Bench.Compare;

/// <summary>
/// How far apart two processors are: the time in which a number goes from one thread to another and comes back. Some 70 ns where the two
/// share a cache, several hundred where they do not. A virtual machine may find itself in either case, and a step on two threads takes
/// longer in the second.
/// </summary>
sealed class RoundTrip
{
    const int Trips = 20_000;

    /// <summary> The place in the middle of <see cref="_lines"/>: on a cache line with nothing else. </summary>
    const int Ball = 16;

    readonly long[] _lines = new long[2 * Ball];

    /// <summary> Nanoseconds, from the calling thread to one on another processor. </summary>
    public static double Nanoseconds(Cores cores)
    {
        var game = new RoundTrip();
        var other = cores.Apart(() =>
        {
            var thread = new Thread(game.Return);
            thread.Start();
            return thread;
        });
        game.Play(first: 0, count: Trips / 10);   // until the other is there
        var start = Stopwatch.GetTimestamp();
        game.Play(first: Trips / 10, count: Trips);
        var time = Stopwatch.GetElapsedTime(start);
        other.Join();
        return time.TotalNanoseconds / Trips;
    }

    void Play(int first, int count)
    {
        for (var trip = first; trip < first + count; trip++)
        {
            Volatile.Write(ref _lines[Ball], 2 * trip + 1);
            Await(2 * trip + 2);
        }
    }

    void Return()
    {
        for (var trip = 0; trip < Trips / 10 + Trips; trip++)
        {
            Await(2 * trip + 1);
            Volatile.Write(ref _lines[Ball], 2 * trip + 2);
        }
    }

    void Await(long value)
    {
        while (Volatile.Read(ref _lines[Ball]) != value)
        {
        }
    }
}
