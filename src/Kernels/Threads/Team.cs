using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace HyperGan.Kernels;

/// <summary>
/// A fork–join over pieces of work, without allocation. The threads are made once; the caller is one of the workers.
/// Any thread may use a team at any time: whoever finds it busy, a job that runs another job included, does its pieces itself.
/// </summary>
public sealed unsafe class Team : IDisposable
{
    /// <summary>
    /// Some 0.2 ms: longer than most serial stretches of a training step. A sleeping worker comes 30 to 60 µs late, a polling one less than 1 µs.
    /// </summary>
    const int Polls = 5_000;

    /// <summary> The caller polls this often before it lets other threads have its processor. </summary>
    const int PollsBeforeYield = 200;

    readonly Thread[] _threads;
    readonly Share[] _shares;
    readonly object _bell = new();
    readonly int _polls;

    // The run in progress. Written only while no piece is unclaimed or unfinished.
    void* _job;
    delegate*<void*, int, void> _invoke;
    Failure? _failure;
    long _run;
    int _unfinished;
    int _busy;
    int _sleepers;
    bool _disposed;

    /// <summary>
    /// A team of <paramref name="workers"/>, the caller included; makes <paramref name="workers"/> − 1 background threads.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"> Fewer than one worker. </exception>
    public Team(int workers)
    {
        if (workers < 1)
            throw new ArgumentOutOfRangeException(nameof(workers), workers, "Team: needs at least 1 worker, which is the caller itself.");
        Workers = workers;
        // With more workers than processors, polling would take a processor from a worker that has something to do.
        _polls = workers <= Environment.ProcessorCount ? Polls : 0;
        _shares = new Share[workers];
        _threads = new Thread[workers - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            var worker = i + 1;
            _threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"HyperGan worker {worker}" };
            _threads[i].UnsafeStart();
        }
    }

    /// <summary> Number of workers, the caller included. </summary>
    public int Workers { get; }

    /// <summary> Runs <paramref name="job"/> on <paramref name="team"/>, or on the caller alone where there is no team. </summary>
    /// <inheritdoc cref="Run{TJob}(int, ref TJob)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // so that a small job without a team is a plain loop
    public static void Run<TJob>(Team? team, int pieces, ref TJob job) where TJob : struct, IJob, allows ref struct
    {
        if (team is null)
            Serial(pieces, ref job);
        else
            team.Run(pieces, ref job);
    }

    /// <summary>
    /// Runs <paramref name="job"/> for every piece 0 … <paramref name="pieces"/> − 1 and returns when all are done. The workers share
    /// the caller's job, they do not copy it. If pieces throw, the exception of the lowest one is rethrown, as a serial loop would,
    /// and pieces above it may be left out.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"> A negative number of pieces. </exception>
    /// <exception cref="ObjectDisposedException"> The team was disposed. </exception>
    public void Run<TJob>(int pieces, ref TJob job) where TJob : struct, IJob, allows ref struct
    {
        if (Volatile.Read(ref _disposed))
            throw new ObjectDisposedException(
                nameof(Team), "Team.Run: this team was disposed, its threads are gone; make a new Team, or pass none to run serially.");
        if (pieces <= 1 || Workers == 1 || Interlocked.Exchange(ref _busy, 1) == 1)
        {
            Serial(pieces, ref job);
            return;
        }
        // Pinned, since a job may also lie in an object. The spans of a job stay valid: the caller's frame outlives the run.
        fixed (byte* slot = &Unsafe.As<TJob, byte>(ref job))
            Fork(pieces, slot, &Invoke<TJob>);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Serial<TJob>(int pieces, ref TJob job) where TJob : struct, IJob, allows ref struct
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pieces);
        for (var piece = 0; piece < pieces; piece++)
            job.Run(piece);
    }

    static void Invoke<TJob>(void* job, int piece) where TJob : struct, IJob, allows ref struct => Unsafe.AsRef<TJob>(job).Run(piece);

    void Fork(int pieces, void* job, delegate*<void*, int, void> invoke)
    {
        Failure? failure;
        try
        {
            _job = job;
            _invoke = invoke;
            _failure = null;
            _unfinished = pieces;
            _run++;
            for (var worker = 0; worker < Workers; worker++)
                _shares[worker].Offer(_run, FirstOf(worker, pieces), FirstOf(worker + 1, pieces));
            // Without this fence a sleeper could be overlooked that itself overlooks the run: it is counted before it looks.
            Interlocked.MemoryBarrier();
            Wake(pieces - 1);
        }
        finally
        {
            // Also when waking was interrupted: workers hold a pointer into the caller's frame, which must not go before they are done.
            Work(0);
            AwaitOthers();
            failure = _failure;
            Volatile.Write(ref _busy, 0);
        }
        failure?.Cause.Throw();
    }

    /// <summary> The first piece of the worker's share; rounded up, so that the caller has one where there are few. </summary>
    int FirstOf(int worker, int pieces) => (int)(((long)worker * pieces + Workers - 1) / Workers);

    /// <summary>
    /// Does the worker's own share, then what is left of the others': the same worker meets the same data again in its cache.
    /// </summary>
    bool Work(int worker)
    {
        var finished = 0;
        for (var i = 0; i < _shares.Length; i++)
        {
            var owner = worker + i < _shares.Length ? worker + i : worker + i - _shares.Length;
            finished += DoPieces(ref _shares[owner]);
        }
        if (finished > 0)
            Interlocked.Add(ref _unfinished, -finished);
        return finished > 0;
    }

    int DoPieces(ref Share share)
    {
        var finished = 0;
        while (share.Look(out var ticket))
        {
            var job = _job;
            var invoke = _invoke;
            if (!share.Claim(ticket, out var piece))
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
        return finished;
    }

    /// <summary>
    /// Withdraws what is unclaimed above the failed piece and returns its number. A share is claimed in ascending order, so every piece
    /// below the failed one still runs, and the lowest failure is the one that a serial loop would have met.
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
        var withdrawn = 0;
        foreach (ref var share in _shares.AsSpan())
            if (share.End > failure.Piece)
                withdrawn += share.Withdraw();
        return withdrawn;
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

    void Serve(int worker)
    {
        while (!Volatile.Read(ref _disposed))
            if (!Work(worker) && !Poll(worker))
                Sleep();
    }

    bool Poll(int worker)
    {
        for (var poll = 0; poll < _polls; poll++)
        {
            if (_shares[worker].Look(out _) || Volatile.Read(ref _disposed))
                return true;
            Thread.SpinWait(1);
        }
        return false;
    }

    bool HasWork
    {
        get
        {
            foreach (ref var share in _shares.AsSpan())
                if (share.Look(out _))
                    return true;
            return false;
        }
    }

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
