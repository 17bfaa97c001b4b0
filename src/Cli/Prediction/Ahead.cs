using System.Collections.Concurrent;

namespace HyperGan.Cli.Prediction;

/// <summary> A sequence worked out on a thread of its own, ahead of whoever reads it: chained, they are a pipeline. </summary>
static class Ahead
{
    extension<T>(IEnumerable<T> source)
    {
        /// <summary> The same items in the same order; at most <paramref name="count"/> of them wait. What the source throws is thrown where it would have come. </summary>
        public IEnumerable<T> WorkAhead(int count)
        {
            using var stop = new CancellationTokenSource();
            using var waiting = new BlockingCollection<T>(count);
            var work = Task.Factory.StartNew(() => Fill(source, waiting, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            try
            {
                foreach (var item in waiting.GetConsumingEnumerable(CancellationToken.None))
                    yield return item;
                work.GetAwaiter().GetResult();
            }
            finally
            {
                // Whoever reads may have stopped early: the source is stopped as well, and left behind by nobody.
                stop.Cancel();
                Task.WaitAny(work);
            }
        }
    }

    static void Fill<T>(IEnumerable<T> source, BlockingCollection<T> waiting, CancellationToken stop)
    {
        try
        {
            foreach (var item in source)
                waiting.Add(item, stop);
        }
        catch (OperationCanceledException e) when (e.CancellationToken == stop)
        {
            // Nobody reads any more.
        }
        finally
        {
            waiting.CompleteAdding();
        }
    }
}
