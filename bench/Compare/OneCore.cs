using System.Diagnostics;
using System.Runtime.Versioning;

namespace HyperGan.Bench.Compare;

/// <summary> Keeps a one-thread comparison on one core, so that nobody is moved away from warm caches in the middle of a sample. </summary>
static class OneCore
{
    /// <summary> Pins the process to the core it is on; where the system cannot, says so on standard error and goes on. </summary>
    public static void Pin()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            Pin(Thread.GetCurrentProcessorId());
        else
            Console.Error.WriteLine("This system cannot pin a process to one core; the figures may wander more.");
    }

    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("windows")]
    static void Pin(int core)
    {
        if (core >= 64)
        {
            Console.Error.WriteLine($"Core {core} is beyond the 64 a process can be pinned to; the figures may wander more.");
            return;
        }
        using var process = Process.GetCurrentProcess();
        process.ProcessorAffinity = (nint)(1L << core);
    }
}
