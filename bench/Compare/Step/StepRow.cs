namespace HyperGan.Bench.Compare;

/// <summary> What was measured of one size: medians over the rounds. </summary>
sealed record StepRow
{
    public required double StepMilliseconds { get; init; }

    public required double PredictMilliseconds { get; init; }

    /// <summary> Speed of the step's products over that of the multiply-add limit of as many threads. </summary>
    public required double StepShare { get; init; }

    /// <summary> The same of the prediction. </summary>
    public required double PredictShare { get; init; }

    /// <summary> Nanoseconds from one thread to another and back; null where there is one thread, or one processor, on which they would only wait for each other. </summary>
    public double? RoundTrip { get; init; }

    /// <summary> Allocated by all threads. </summary>
    public required double BytesPerStep { get; init; }

    /// <summary> Peak of the process after the steps, before any prediction; megabytes of 10⁶ bytes. </summary>
    public required double StepPeak { get; init; }

    /// <summary> Peak of the process at the end. </summary>
    public required double Peak { get; init; }

    /// <summary> Milliseconds of every part; the last is what the step takes beyond the others. </summary>
    public required double[] Parts { get; init; }

    public PeerFigures? Peer { get; init; }

    public double? StepRatio => Peer?.StepMilliseconds / StepMilliseconds;

    public double? PredictRatio => Peer?.PredictMilliseconds / PredictMilliseconds;
}
