using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace HyperGan.Kernels;

/// <summary>
/// A fork–join over pieces of work, without allocation. The threads are made once; the caller is one of the workers.
/// Any thread may use a team at any time: whoever finds it busy, a job that runs another job included, does its pieces itself.
/// </summary>
public sealed unsafe class Team : IDisposable
{
    /// <summary> About 50 µs: longer than the serial stretches between two kernels of a training step, shorter than anyone notices. </summary>
    const int Polls = 1_000;

    /// <summary> The caller polls this often before it lets other threads have its processor. </summary>
    const int PollsBeforeYield = 200;

    const long RunMask = ~0L << 32;

    readonly Thread[] _threads;
    readonly object _bell = new();
    readonly int _polls;

    // The run in progress. Written only while the ticket shows no unclaimed piece.
    void* _job;
    delegate*<void*, int, void> _invoke;
    int _pieces;
    Failure? _failure;

    /// <summary> Upper half: number of the run. Lower half: pieces nobody has claimed yet; 0 means that there is nothing to do. </summary>
    long _ticket;
    int _unfinished;
    int _busy;
    int _sleepers;
    bool _disposed;

    /// <summary> A team of <paramref name="workers"/>, the caller included; makes <paramref name="workers"/> − 1 background threads. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> Fewer than one worker. </exception>
    public Team(int workers)
    {
        if (workers < 1)
            throw new ArgumentOutOfRangeException(nameof(workers), workers, "Team: needs at least 1 worker, which is the caller itself.");
        Workers = workers;
        // With more workers than processors, polling would take a processor from a worker that has something to do.
        _polls = workers <= Environment.ProcessorCount ? Polls : 0;
        _threads = new Thread[workers - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Serve) { IsBackground = true, Name = $"HyperGan worker {i + 1}" };
            _threads[i].UnsafeStart();
        }
    }

    /// <summary> Number of workers, the caller included. </summary>
    public int Workers { get; }

    /// <summary> Runs <paramref name="job"/> on <paramref name="team"/>, or on the caller alone where there is no team. </summary>
    /// <inheritdoc cref="Run{TJob}(int, ref TJob)"/>
    public static void Run<TJob>(Team? team, int pieces, ref TJob job) where TJob : struct, IJob, allows ref struct
    {
        if (team is null)
            Serial(pieces, ref job);
        else
            team.Run(pieces, ref job);
    }

    /// <summary>
    /// Runs <paramref name="job"/> for every piece 0 … <paramref name="pieces"/> − 1 and returns when all are done. The workers share
    /// the caller's job, they do not copy it. If pieces throw, no further piece is begun, and the exception of the lowest one is rethrown.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"> A negative number of pieces. </exception>
    /// <exception cref="ObjectDisposedException"> The team was disposed. </exception>
    public void Run<TJob>(int pieces, ref TJob job) where TJob : struct, IJob, allows ref struct
    {
        if (Volatile.Read(ref _disposed))
            throw new ObjectDisposedException(nameof(Team), "Team.Run: this team was disposed and its threads are gone; make a new Team, or pass none to run serially.");
        if (pieces <= 1 || Workers == 1 || Interlocked.Exchange(ref _busy, 1) == 1)
        {
            Serial(pieces, ref job);
            return;
        }
        // Pinned, since a job may also lie in an object. The spans of a job stay valid: the caller's frame outlives the run.
        fixed (byte* slot = &Unsafe.As<TJob, byte>(ref job))
            Share(pieces, slot, &Invoke<TJob>);
    }

    /// <summary> Ends the threads and waits for them. A run in progress on another thread is still completed. </summary>
    public void Dispose()
    {
        lock (_bell)
        {
            if (_disposed)
                return;
            Volatile.Write(ref _disposed, true);
            Monitor.PulseAll(_bell);
        }
        foreach (var thread in _threads)
            if (thread != Thread.CurrentThread)
                thread.Join();
    }

    static void Serial<TJob>(int pieces, ref TJob job) where TJob : struct, IJob, allows ref struct
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pieces);
        for (var piece = 0; piece < pieces; piece++)
            job.Run(piece);
    }

    static void Invoke<TJob>(void* job, int piece) where TJob : struct, IJob, allows ref struct => Unsafe.AsRef<TJob>(job).Run(piece);

    void Share(int pieces, void* job, delegate*<void*, int, void> invoke)
    {
        Failure? failure;
        try
        {
            _job = job;
            _invoke = invoke;
            _pieces = pieces;
            _failure = null;
            _unfinished = pieces;
            // A full fence: the run is visible before the sleepers are counted, as a sleeper is counted before it looks for a run.
            Interlocked.Exchange(ref _ticket, (_ticket & RunMask) + (1L << 32) + pieces);
            Wake(pieces - 1);
        }
        finally
        {
            // Also when waking was interrupted: workers hold a pointer into the caller's frame, so it must not be left before they are done.
            Work();
            AwaitOthers();
            failure = _failure;
            Volatile.Write(ref _busy, 0);
        }
        failure?.Cause.Throw();
    }

    /// <summary>
    /// Claims and does pieces until none is left. A claim is a compare-and-swap on run and count together, and succeeds only if neither
    /// has changed since the job was read: a worker late from an earlier run can neither take a piece of it nor mix up two runs.
    /// </summary>
    bool Work()
    {
        var finished = 0;
        while (true)
        {
            var ticket = Volatile.Read(ref _ticket);
            var unclaimed = (int)ticket;
            if (unclaimed == 0)
                break;
            var job = _job;
            var invoke = _invoke;
            var piece = _pieces - unclaimed;
            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) != ticket)
                continue;
            try
            {
                invoke(job, piece);
            }
            catch (Exception e)
            {
                finished += Abandon(new Failure(piece, ExceptionDispatchInfo.Capture(e)));
            }
            finished++;
        }
        if (finished > 0)
            Interlocked.Add(ref _unfinished, -finished);
        return finished > 0;
    }

    /// <summary>
    /// Withdraws the unclaimed pieces and returns their number. Pieces are claimed in ascending order, so those below the failed one
    /// still run, and the lowest failure is the one a serial loop would have met.
    /// </summary>
    int Abandon(Failure failure)
    {
        var seen = Volatile.Read(ref _failure);
        while (seen is null || failure.Piece < seen.Piece)
        {
            var found = Interlocked.CompareExchange(ref _failure, failure, seen);
            if (found == seen)
                break;
            seen = found;
        }
        return (int)Interlocked.And(ref _ticket, RunMask);
    }

    /// <summary> Polls, then yields, and never blocks: a blocked thread can be interrupted, and would free a frame in use. </summary>
    void AwaitOthers()
    {
        for (var poll = 0; Volatile.Read(ref _unfinished) > 0; poll++)
            if (poll < PollsBeforeYield)
                Thread.SpinWait(1);
            else
                Thread.Yield();
    }

    void Serve()
    {
        while (!Volatile.Read(ref _disposed))
            if (!Work() && !Poll())
                Sleep();
    }

    bool Poll()
    {
        for (var poll = 0; poll < _polls; poll++)
        {
            if (HasWork || Volatile.Read(ref _disposed))
                return true;
            Thread.SpinWait(1);
        }
        return false;
    }

    bool HasWork => (int)Volatile.Read(ref _ticket) != 0;

    void Sleep()
    {
        lock (_bell)
        {
            Interlocked.Increment(ref _sleepers);
            if (!HasWork && !_disposed)
                Monitor.Wait(_bell);
            Interlocked.Decrement(ref _sleepers);
        }
    }

    void Wake(int count)
    {
        if (Volatile.Read(ref _sleepers) == 0)
            return;
        lock (_bell)
            for (var i = Math.Min(count, _sleepers); i > 0; i--)
                Monitor.Pulse(_bell);
    }

    sealed record Failure(int Piece, ExceptionDispatchInfo Cause);
}
