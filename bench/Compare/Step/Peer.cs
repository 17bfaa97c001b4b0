using System.Diagnostics;
using System.Text.Json;

namespace HyperGan.Bench.Compare;

/// <summary> What another program says of its own step and prediction. </summary>
/// <param name="Name"> Its name, if it gives one. </param>
/// <param name="StepMilliseconds"> A training step. </param>
/// <param name="PredictMilliseconds"> A prediction. </param>
sealed record PeerFigures(string Name, double StepMilliseconds, double PredictMilliseconds)
{
    /// <summary> From the JSON that <c>compare step</c> writes too. </summary>
    /// <exception cref="FormatException"> It is something else. </exception>
    public static PeerFigures Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var figures = json.RootElement;
            var name = figures.TryGetProperty("peer", out var peer) ? peer.GetString() : null;
            return new(name ?? "peer", figures.GetProperty("step_ms").GetDouble(), figures.GetProperty("predict_ms").GetDouble());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"'{line}' where {{\"step_ms\":…,\"predict_ms\":…}} is needed.", e);
        }
    }
}

/// <summary> Another program that does the same work, run through the shell and heard through its last line. </summary>
static class Peer
{
    /// <summary> Runs it once. </summary>
    /// <exception cref="InvalidOperationException"> It failed, or its last line is not the JSON that is expected. </exception>
    public static PeerFigures Run(string command)
    {
        using var process = Process.Start(Shell(command)) ?? throw new InvalidOperationException($"--peer: '{command}' did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"--peer: '{command}' ended with exit code {process.ExitCode}.");
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        try
        {
            return PeerFigures.Parse(line);
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"--peer: '{command}' ended with the line {e.Message}", e);
        }
    }

    static ProcessStartInfo Shell(string command) => OperatingSystem.IsWindows()
        ? new("cmd.exe", ["/c", command]) { RedirectStandardOutput = true, UseShellExecute = false }
        : new("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false };
}
