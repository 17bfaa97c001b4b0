using System.Runtime.InteropServices;

namespace HyperGan.Kernels;

/// <summary>
/// The pieces of a run that one worker does first and the others take from when they are through with theirs.
/// A claim is a compare-and-swap on run and count together: it succeeds only if neither has changed since the ticket was looked at,
/// so a worker late from an earlier run can neither take a piece of a later one nor mix up their jobs.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 128)] // Two cache lines, which are fetched in pairs: claims of different workers do not meet.
struct Share
{
    const long RunMask = ~0L << 32;

    /// <summary> Upper half: number of the run. Lower half: pieces nobody has claimed yet; 0 means that there is nothing to do. </summary>
    long _ticket;
    int _end;

    /// <summary> The piece after the last one. </summary>
    public readonly int End => _end;

    public void Offer(long run, int start, int end)
    {
        _end = end;
        Volatile.Write(ref _ticket, (run << 32) + (end - start));
    }

    public bool Look(out long ticket) => (int)(ticket = Volatile.Read(ref _ticket)) != 0;

    public bool Claim(long ticket, out int piece)
    {
        piece = _end - (int)ticket;
        return Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) == ticket;
    }

    /// <summary> Takes back the unclaimed pieces and returns their number. </summary>
    public int Withdraw() => (int)Interlocked.And(ref _ticket, RunMask);
}
