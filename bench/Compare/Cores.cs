using System.Diagnostics;
using System.Runtime.Versioning;

namespace HyperGan.Bench.Compare;

/// <summary>
/// Which threads run on which cores. The thread that measures is pinned to a core, so that it never leaves warm caches in the middle of a
/// sample; threads that help it are kept on the others, because small virtual machines may leave a new thread on the core of
/// its maker for good, with another core idle beside it.
/// </summary>
sealed class Cores
{
    readonly nint _all;
    readonly bool _settles;
    nint _here;

    /// <summary> Pins the calling thread, the one that measures with <paramref name="threads"/> threads. </summary>
    public Cores(int threads)
    {
        // Only on Linux does affinity belong to one thread, which hands it down to those it makes; on Windows it binds the whole process.
        if (!OperatingSystem.IsLinux() && !(OperatingSystem.IsWindows() && threads == 1))
        {
            Console.Error.WriteLine("This system does not let us choose the cores; the figures may wander more.");
            return;
        }
        _all = Affinity;
        _settles = threads == 1;
        _here = OneOf(_all);
        Affinity = _here;
    }

    /// <summary>
    /// Goes to the core whose neighbours leave most of it, where one thread measures: between comparisons, never within one. Rented cores are
    /// often halves, and who has the other half comes and goes.
    /// </summary>
    public void Settle()
    {
        if (!_settles || !(OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
            return;
        var quickest = double.MaxValue;
        for (var rest = _all; rest != 0; rest &= rest - 1)
        {
            var core = rest & -rest;
            Affinity = core;
            var time = Neighbours.Time();
            if (time < quickest)
                (quickest, _here) = (time, core);
        }
        Affinity = _here;
    }

    /// <summary> Makes something whose threads keep away from the core of the caller. </summary>
    public T Apart<T>(Func<T> create) => With(_all & ~_here, create);

    /// <summary> A contender that makes threads anew in every run: they may go anywhere, unless one thread is measured. </summary>
    public Contender Everywhere(Contender contender) => contender with
    {
        Run = repetitions => Everywhere(() =>
        {
            contender.Run(repetitions);
            return 0;
        }),
    };

    /// <summary> Something whose threads, or whose process, may go anywhere, unless one thread is measured: then it runs where we do. </summary>
    public T Everywhere<T>(Func<T> action) => _settles ? action() : With(_all, action);

    T With<T>(nint affinity, Func<T> action)
    {
        if (affinity == 0 || affinity == _here || !OperatingSystem.IsLinux())
            return action();
        Affinity = affinity;
        var result = action();
        Affinity = _here;
        return result;
    }

    /// <summary> The core we are on, or the lowest allowed one where ours has no bit in the mask. </summary>
    static nint OneOf(nint allowed)
    {
        var core = Thread.GetCurrentProcessorId();
        var here = core < 64 ? (nint)(1L << core) & allowed : 0;
        return here != 0 ? here : allowed & -allowed;
    }

    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("windows")]
    static nint Affinity
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.ProcessorAffinity;
        }
        set
        {
            using var process = Process.GetCurrentProcess();
            process.ProcessorAffinity = value;
        }
    }
}
