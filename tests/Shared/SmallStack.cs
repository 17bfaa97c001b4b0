using System.Runtime.ExceptionServices;

namespace HyperGan.Tests.Shared;

/// <summary> A thread of 256 KB of stack: what takes room there for every target or network does not return from it. </summary>
static class SmallStack
{
    const int Bytes = 1 << 18;

    /// <summary> Runs the action on such a thread; what it throws is thrown here. </summary>
    public static void Run(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            Bytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
