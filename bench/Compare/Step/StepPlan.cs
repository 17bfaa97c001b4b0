namespace HyperGan.Bench.Compare;

/// <summary> What `compare step` is asked for. </summary>
sealed record StepPlan
{
    public required StepSizes Sizes { get; init; }

    public required int Threads { get; init; }

    /// <summary> The command line of another program, or null. </summary>
    public string? Peer { get; init; }

    public required int Rounds { get; init; }

    public bool Json { get; init; }
}
