using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HyperGan.Bench.Compare;

/// <summary> What another program says of its own step and prediction. </summary>
/// <param name="Name"> Its name. </param>
/// <param name="StepMilliseconds"> A training step. </param>
/// <param name="PredictMilliseconds"> A prediction. </param>
sealed record PeerFigures(
    [property: JsonPropertyName("peer")] string Name,
    [property: JsonPropertyName("step_ms"), JsonRequired] double StepMilliseconds,
    [property: JsonPropertyName("predict_ms"), JsonRequired] double PredictMilliseconds);

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
            return JsonSerializer.Deserialize<PeerFigures>(line)!;
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"--peer: '{command}' ended with the line '{line}', but {{\"peer\":…,\"step_ms\":…,\"predict_ms\":…}} is needed.", e);
        }
    }

    static ProcessStartInfo Shell(string command) => OperatingSystem.IsWindows()
        ? new("cmd.exe", ["/c", command]) { RedirectStandardOutput = true, UseShellExecute = false }
        : new("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false };
}
