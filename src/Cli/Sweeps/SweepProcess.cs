using System.Diagnostics;
using System.Globalization;

namespace HyperGan.Cli.Sweeps;

/// <summary> A task of a sweep in a process of its own, as a batch scheduler would start it. </summary>
static class SweepProcess
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary> Runs a task to its end. </summary>
    /// <returns> Its exit code, and what it said on its error stream. </returns>
    public static async Task<(int ExitCode, string Said)> Run(string file, string folder, int index, int threads, CancellationToken cancellation)
    {
        var start = Self();
        foreach (var argument in (string[])["sweep", "run", file, "--index", Text(index), "--out", folder, "--threads", Text(threads)])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new IOException("The process of a task could not be started.");
        var (output, said) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await End(process).ConfigureAwait(false);
        }
        await output.ConfigureAwait(false);
        return (process.ExitCode, await said.ConfigureAwait(false));
    }

    /// <summary> Ctrl-C has reached it as well: it gets the time to finish its step. A task that is killed is not finished, and is done again. </summary>
    static async Task End(Process process)
    {
        using var limit = new CancellationTokenSource(_patience);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary> This program once more, however it was started. </summary>
    static ProcessStartInfo Self()
    {
        var name = typeof(SweepProcess).Assembly.GetName().Name!;
        var host = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (File.Exists(host))
        {
            start.FileName = host;
            return start;
        }
        start.FileName = Environment.ProcessPath ?? "dotnet";
        if (Path.GetFileNameWithoutExtension(start.FileName) is "dotnet")
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
        return start;
    }

    static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
