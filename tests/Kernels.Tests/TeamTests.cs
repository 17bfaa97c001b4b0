namespace HyperGan.Kernels.Tests;

public class TeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void EveryPieceIsDoneExactlyOnce(int workers)
    {
        using var team = new Team(workers);
        Span<int> done = stackalloc int[40];
        for (var pieces = 0; pieces <= done.Length; pieces++)
        {
            done.Clear();
            var job = new Tally { Done = done };
            team.Run(pieces, ref job);
            for (var piece = 0; piece < done.Length; piece++)
                Assert.Equal(piece < pieces ? 1 : 0, done[piece]);
        }
    }

    [Fact]
    public void ResultsAreTheSameBits_ForAnyNumberOfWorkers()
    {
        var x = new Real[10_000];
        new RandomStream(1).Normal(x);
        var serial = new Real[40];
        var job = new PartialSums { X = x, Sums = serial };
        Team.Run(null, serial.Length, ref job);
        foreach (var workers in (int[])[1, 2, 3, 8])
        {
            using var team = new Team(workers);
            var sums = new Real[40];
            job = new PartialSums { X = x, Sums = sums };
            Team.Run(team, sums.Length, ref job);
            Assert.Equal(serial, sums);
        }
    }

    /// <summary> Thousands of short runs of two kinds: a worker that arrives late must neither redo, lose nor mix up pieces. </summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void LateWorkersDoNotDisturbTheNextRun(int workers)
    {
        using var team = new Team(workers);
        Span<int> done = stackalloc int[16];
        Span<int> elsewhere = stackalloc int[16];
        for (var run = 0; run < 5_000; run++)
        {
            var pieces = 2 + run % 15;
            if (run % 3 == 0)
            {
                var other = new Mark { Done = elsewhere, Value = run };
                team.Run(pieces, ref other);
                foreach (var value in elsewhere[..pieces])
                    Assert.Equal(run, value);
            }
            else
            {
                done.Clear();
                var job = new Tally { Done = done };
                team.Run(pieces, ref job);
                for (var piece = 0; piece < done.Length; piece++)
                    Assert.Equal(piece < pieces ? 1 : 0, done[piece]);
            }
            // Now and then long enough that workers go to sleep.
            if (run % 500 == 0)
                Thread.Sleep(2);
        }
    }

    [Fact]
    public void WorkersShareTheCallersJob()
    {
        using var team = new Team(3);
        var job = new Count();
        team.Run(1_000, ref job);
        Assert.Equal(1_000, job.Value);
    }

    [Fact]
    public void AJobInAnObject_MayBeMovedByNoCollection()
    {
        using var team = new Team(2);
        for (var run = 0; run < 5; run++)
        {
            // Garbage before the holder, so that a compacting collection would move it.
            for (var i = 0; i < 1_000; i++)
                GC.KeepAlive(new byte[100]);
            var holder = new Holder();
            team.Run(8, ref holder.Job);
            Assert.Equal(8, holder.Job.Value);
        }
    }

    [Fact]
    public void AllWorkersTakePart_UnderTheirNames()
    {
        using var team = new Team(3);
        var threads = new Thread[3];
        var job = new Meeting { Threads = threads };
        team.Run(3, ref job);
        Assert.Contains(Thread.CurrentThread, threads);
        Assert.Single(threads, thread => string.Equals(thread.Name, "HyperGan worker 1", StringComparison.Ordinal));
        Assert.Single(threads, thread => string.Equals(thread.Name, "HyperGan worker 2", StringComparison.Ordinal));
        Assert.All(threads.Where(thread => thread != Thread.CurrentThread), thread => Assert.True(thread.IsBackground));
        team.Dispose();
        Assert.All(threads.Where(thread => thread != Thread.CurrentThread), thread => Assert.False(thread.IsAlive));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void TheLowestFailureIsRethrown_AndTheTeamGoesOn(int workers)
    {
        using var team = new Team(workers);
        for (var run = 0; run < 200; run++)
        {
            var failing = new Failing { First = run % 20 };
            var error = Assert.Throws<InvalidOperationException>(() => team.Run(32, ref failing));
            Assert.Equal($"piece {run % 20}", error.Message);
            Assert.Contains(nameof(Failing), error.StackTrace, StringComparison.Ordinal);
            var job = new Count();
            team.Run(32, ref job);
            Assert.Equal(32, job.Value);
        }
    }

    [Fact]
    public void AJobMayRunJobsOnItsOwnTeam()
    {
        using var team = new Team(3);
        Span<int> done = stackalloc int[8];
        var job = new Nested { Team = team, Done = done };
        team.Run(8, ref job);
        foreach (var inner in done)
            Assert.Equal(10, inner);
    }

    [Fact]
    public void TwoThreadsMayUseOneTeam()
    {
        using var team = new Team(2);
        var sums = new int[4];
        var threads = Enumerable.Range(0, sums.Length).Select(i => new Thread(() =>
        {
            for (var run = 0; run < 500; run++)
            {
                var job = new Count();
                team.Run(7, ref job);
                sums[i] += job.Value;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(sums, sum => Assert.Equal(3_500, sum));
    }

    [Fact]
    public void ARunAllocatesNothing()
    {
        using var team = new Team(2);
        var done = new int[64];
        Assert.Equal(0, Allocation.Of(Run, times: 100));

        void Run()
        {
            var job = new Tally { Done = done };
            team.Run(64, ref job);
        }
    }

    [Fact]
    public void ADisposedTeamRefusesToRun_AndSaysWhatToDo()
    {
        var team = new Team(2);
        team.Dispose();
        team.Dispose();
        var job = new Count();
        var error = Assert.Throws<ObjectDisposedException>(() => team.Run(4, ref job));
        Assert.Contains("make a new Team", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, job.Value);
    }

    [Fact]
    public void DisposeFromInsideAJob_StillCompletesTheRun()
    {
        var team = new Team(3);
        var job = new Disposing { Team = team };
        team.Run(50, ref job);
        Assert.Equal(50, job.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void FewerThanOneWorker_IsRefused(int workers)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Team(workers));
        Assert.Contains("at least 1 worker", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ANegativeNumberOfPieces_IsRefused(int workers)
    {
        using var team = new Team(workers);
        var job = new Count();
        Assert.Throws<ArgumentOutOfRangeException>(() => team.Run(-1, ref job));
        Assert.Equal(0, job.Value);
    }

    ref struct Tally : IJob
    {
        public Span<int> Done;

        public readonly void Run(int piece) => Interlocked.Increment(ref Done[piece]);
    }

    ref struct Mark : IJob
    {
        public Span<int> Done;
        public int Value;

        public readonly void Run(int piece) => Done[piece] = Value;
    }

    ref struct PartialSums : IJob
    {
        public ReadOnlySpan<Real> X;
        public Span<Real> Sums;

        public readonly void Run(int piece)
        {
            foreach (var x in X.Slice(piece * 250, 250))
                Sums[piece] += x;
        }
    }

    struct Count : IJob
    {
        public int Value;

        public void Run(int piece) => Interlocked.Increment(ref Value);
    }

    struct Collecting : IJob
    {
        public int Value;

        public void Run(int piece)
        {
            GC.Collect();
            Interlocked.Increment(ref Value);
        }
    }

    sealed class Holder
    {
        public Collecting Job;
    }

    /// <summary> Every piece waits for all the others, so three threads must be in it at once. </summary>
    struct Meeting : IJob
    {
        public Thread[] Threads;
        int _arrived;

        public void Run(int piece)
        {
            Threads[piece] = Thread.CurrentThread;
            Interlocked.Increment(ref _arrived);
            var deadline = Environment.TickCount64 + 20_000;
            while (Volatile.Read(ref _arrived) < Threads.Length && Environment.TickCount64 < deadline)
                Thread.Yield();
        }
    }

    struct Failing : IJob
    {
        public int First;

        public readonly void Run(int piece)
        {
            if (piece >= First && piece % 3 == First % 3)
                throw new InvalidOperationException($"piece {piece}");
        }
    }

    ref struct Nested : IJob
    {
        public Team Team;
        public Span<int> Done;

        public readonly void Run(int piece)
        {
            var inner = new Count();
            Team.Run(10, ref inner);
            Done[piece] = inner.Value;
        }
    }

    struct Disposing : IJob
    {
        public Team Team;
        public int Count;

        public void Run(int piece)
        {
            if (piece % 10 == 3)
                Team.Dispose();
            Interlocked.Increment(ref Count);
        }
    }
}
