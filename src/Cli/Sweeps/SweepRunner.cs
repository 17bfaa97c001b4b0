using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Sweeps;

/// <summary> Runs all tasks of a sweep that are not finished, so many at a time. A task that fails does not hold up the others. </summary>
sealed class SweepRunner(Sweep sweep, string file, int processes, int threads, Terminal terminal)
{
    static readonly Terminal _silent = new(TextWriter.Null, TextWriter.Null);

    readonly Lock _gate = new();
    readonly List<string> _failures = [];
    int _done;

    /// <summary> Runs them. </summary>
    /// <returns> One of <see cref="ExitCode"/>. </returns>
    public int Run(CancellationToken cancellation)
    {
        // Every task is asked for before the first one starts: a mistake in the last should not show after hours.
        var open = Enumerable.Range(0, sweep.File.Count).Where(index => sweep.Request(index) is not null && IsOpen(index)).ToList();
        if (open.Count < sweep.File.Count)
            terminal.Say($"{sweep.File.Count - open.Count} of {sweep.File.Count} tasks are finished already.");
        if (open.Count > 0)
            Progress.Show(terminal, "sweep", open.Count, update => RunAll(open, update, cancellation));
        foreach (var failure in _failures)
            terminal.Complain(failure);
        if (cancellation.IsCancellationRequested && _done < open.Count)
        {
            terminal.Complain($"Interrupted: {open.Count - _done} tasks are left; the same command goes on with them.");
            return ExitCode.Interrupted;
        }
        terminal.Say($"The runs are in {sweep.Folder}");
        return _failures.Count > 0 ? ExitCode.Incomplete : ExitCode.Done;
    }

    /// <summary> Is the task to be done? One that diverged in an earlier run is not: it would again, and stays a failure. </summary>
    bool IsOpen(int index)
    {
        var results = sweep.Results(index);
        if (results?["diverged_at_step"] is { } step)
            _failures.Add($"{sweep.Describe(index)} diverged at step {step} in an earlier run.");
        return results is null;
    }

    void RunAll(IReadOnlyList<int> open, Progress.Update update, CancellationToken cancellation) =>
        Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = processes }, async (index, _) =>
        {
            if (cancellation.IsCancellationRequested)
                return;
            var (code, said) = processes == 1 ? RunHere(index, cancellation) : await SweepProcess.Run(file, sweep.Folder, index, threads, cancellation).ConfigureAwait(false);
            Count(index, code, said, update);
        }).GetAwaiter().GetResult();

    (int ExitCode, string Said) RunHere(int index, CancellationToken cancellation)
    {
        try
        {
            var outcome = sweep.Run(index, threads, _silent, cancellation);
            return (outcome.ExitCode, outcome.Divergence?.Message ?? "");
        }
        catch (ToolException e)
        {
            return (e.ExitCode, e.Message);
        }
    }

    void Count(int index, int code, string said, Progress.Update update)
    {
        lock (_gate)
        {
            if (code == ExitCode.Interrupted)
                return;
            if (code != ExitCode.Done)
                _failures.Add($"{sweep.Describe(index)} ended with exit code {code}: {said.Trim().Split('\n')[^1]}");
            update(++_done, sweep.Describe(index));
        }
    }
}
