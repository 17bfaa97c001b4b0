namespace HyperGan.Bench.Results;

/// <summary> One file of results: the name it has, the arguments of `compare` that make its lines, and those of a peer that runs beside it. </summary>
/// <param name="Name"> The file's name without .json. </param>
/// <param name="Arguments"> Arguments of `compare`; --json is added. Each is a process of its own, so that its peak memory is its own. </param>
sealed record Measurement(string Name, params string[][] Arguments)
{
    static readonly int[] _members = [1, 32, 256];

    /// <summary> How often all of it is measured, one after the other; the medians are kept. A neighbour that is loud for some minutes spoils one pass of every line, not all of one line. </summary>
    public int Passes { get; init; } = 1;

    /// <summary> All that is kept. </summary>
    /// <param name="peer"> Command line of the step's peer, {threads} and {members} to be filled in; null for none. </param>
    public static Measurement[] All(string? peer) =>
    [
        new("gemm", ["gemm", "--form", "all"]),
        new("gemm-scaling", ["gemm", "--threads", "2", "--scaling", "--form", "all", "--shape", "256x256x256", "384x384x384", "768x768x768", "1024x1024x1024", "2048x2048x2048"]),
        new("elementary", ["elementary"]),
        new("tape", ["tape"]),
        new("step", [.. from threads in new[] { 1, 2 } from members in _members select Step(threads, members, peer)]) { Passes = 5 },
        new("growth", ["growth"], ["growth", "--threads", "2"]) { Passes = 3 },
    ];

    static string[] Step(int threads, int members, string? peer)
    {
        string[] step = ["step", "--threads", $"{threads}", "--members", $"{members}", "--rounds", "2"];
        return peer is null ? step : [.. step, "--peer", peer.Replace("{threads}", $"{threads}", StringComparison.Ordinal).Replace("{members}", $"{members}", StringComparison.Ordinal)];
    }
}
