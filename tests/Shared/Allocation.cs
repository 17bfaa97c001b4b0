namespace HyperGan.Tests.Shared;

/// <summary> What an action allocates when it has run before. </summary>
static class Allocation
{
    const int Attempts = 5;

    /// <summary>
    /// Bytes that <paramref name="times"/> runs of the action allocate on this thread, the least of several attempts: a collection that another
    /// thread starts gives back this thread's unused stretch of the heap, which the counter then takes for used.
    /// </summary>
    public static long Of(Action action, int times = 20)
    {
        Repeat(action, times);
        var least = long.MaxValue;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Repeat(action, times);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    static void Repeat(Action action, int times)
    {
        for (var i = 0; i < times; i++)
            action();
    }
}
