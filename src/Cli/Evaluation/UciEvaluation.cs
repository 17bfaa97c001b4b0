using System.Globalization;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Evaluation;

/// <summary> Works out what is not there yet, so many splits at a time, each on one thread. One that fails does not hold up the others. </summary>
/// <param name="tasks"> All splits of all methods and sets. </param>
/// <param name="threads"> Splits at a time. </param>
/// <param name="terminal"> Where progress is shown. </param>
sealed class UciEvaluation(IReadOnlyList<SplitTask> tasks, int threads, Terminal terminal)
{
    readonly Lock _gate = new();
    readonly Dictionary<SplitTask, SplitResult> _results = new(ReferenceEqualityComparer.Instance);
    readonly List<(int Order, string Message)> _failures = [];

    /// <summary> Results by their tasks. </summary>
    public IReadOnlyDictionary<SplitTask, SplitResult> Results => _results;

    /// <summary> Runs to the end, or to where it is cancelled. </summary>
    /// <returns> One of <see cref="ExitCode"/>. </returns>
    public int Run(CancellationToken cancellation)
    {
        var open = new List<SplitTask>();
        foreach (var task in tasks)
            if (task.Result() is { } result)
                _results.Add(task, result);
            else
                open.Add(task);
        if (_results.Count > 0)
            terminal.Say($"{_results.Count} of {tasks.Count} splits are there already.");
        if (open.Count > 0)
            Progress.Show(terminal, "splits", open.Count, update => RunAll(open, update, cancellation));
        foreach (var (_, message) in _failures.OrderBy(failure => failure.Order))
            terminal.Complain(message);
        if (cancellation.IsCancellationRequested && _results.Count + _failures.Count < tasks.Count)
        {
            terminal.Complain($"Interrupted: {tasks.Count - _results.Count} splits are left; the same command goes on with them.");
            return ExitCode.Interrupted;
        }
        return _failures.Count > 0 ? ExitCode.Incomplete : ExitCode.Done;
    }

    void RunAll(List<SplitTask> open, Progress.Update update, CancellationToken cancellation)
    {
        var (next, done) = (-1, 0);
        var workers = Enumerable.Range(0, Math.Min(threads, open.Count)).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        Task.WhenAll(workers).GetAwaiter().GetResult();

        void Work()
        {
            for (int i; !cancellation.IsCancellationRequested && (i = Interlocked.Increment(ref next)) < open.Count;)
                if (Run(open[i], i, cancellation) is { } note)
                    lock (_gate)
                        update(++done, note);
        }
    }

    /// <summary> What there is to say about a task; null if it was cancelled. </summary>
    string? Run(SplitTask task, int order, CancellationToken cancellation)
    {
        try
        {
            var result = task.Run(cancellation);
            lock (_gate)
                _results.Add(task, result);
            return string.Create(CultureInfo.InvariantCulture, $"{task.Description}: NLL {result.Scores.Nll:F3}");
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception e) when (e is ArgumentException or TrainingDivergedException)
        {
            lock (_gate)
                _failures.Add((order, $"{task.Description}: {e.Message}"));
            return $"{task.Description}: failed";
        }
    }
}
