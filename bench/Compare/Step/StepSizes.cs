namespace HyperGan.Bench.Compare;

/// <summary> How large a training step and a prediction are: by default the reference's z mode on x³. </summary>
sealed record StepSizes
{
    /// <summary> Members drawn in a step. </summary>
    public int Members { get; init; } = 32;

    /// <summary> Inputs, hidden widths and outputs of the main network. </summary>
    public int[] Widths { get; init; } = [1, 100, 100, 1];

    /// <summary> Rows of the batch. </summary>
    public int Batch { get; init; } = 20;

    /// <summary> Networks of a prediction. </summary>
    public int Networks { get; init; } = 1_000;

    /// <summary> Points of a prediction. </summary>
    public int Points { get; init; } = 1_000;

    /// <summary> Columns of noise; the generator is fed with the noise twice. </summary>
    public const int Noise = 100;

    /// <summary> Columns of code for each layer. </summary>
    public const int Latent = 32;

    /// <summary> Hidden widths of the mixer. </summary>
    public static readonly int[] Mixer = [512, 512];

    /// <summary> Hidden widths of the statistics network. </summary>
    public static readonly int[] Statistics = [400, 400];

    int Layers => Widths.Length - 1;

    int Codes => Layers * Latent;

    /// <summary> Weights of one main network. </summary>
    long Connections => Products(Widths);

    /// <summary>
    /// Floating-point operations of a step's matrix products, two for a multiply–add: forward, and backward for weights and for what needs a
    /// gradient; noise and data need none. Nothing else is counted, so that a share of the limit is not flattered.
    /// </summary>
    public double StepFlops
    {
        get
        {
            double mixer = Products([2 * Noise, .. Mixer, Codes]), heads = Latent * (Connections + Widths[1..].Sum());
            double main = Batch * (double)Connections, statistics = (Codes + Noise) * Statistics[0] + 2.0 * Products([.. Statistics, 1]);   // its first layer serves both samples
            var unasked = 2.0 * Noise * Mixer[0] + (double)Batch * Widths[0] * Widths[1] + (double)Noise * Statistics[0];
            return 2.0 * Members * (3 * (mixer + heads + main + statistics) - unasked);
        }
    }

    /// <summary> Those of a prediction. </summary>
    public double PredictionFlops =>
        2.0 * Networks * (Products([2 * Noise, .. Mixer, Codes]) + Latent * (Connections + Widths[1..].Sum()) + Points * (double)Connections);

    static long Products(int[] widths)
    {
        var sum = 0L;
        for (var i = 1; i < widths.Length; i++)
            sum += (long)widths[i - 1] * widths[i];
        return sum;
    }
}
