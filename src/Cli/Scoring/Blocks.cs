namespace HyperGan.Cli.Scoring;

/// <summary> How many rows go through a model at a time, so that memory depends neither on rows nor on networks. </summary>
static class Blocks
{
    /// <summary> Means that are kept at a time: 4 MB of them. Making the networks anew for each block costs a fiftieth then. </summary>
    const int Budget = 1 << 19;

    /// <summary> Rows of a block. </summary>
    public static int Rows(int networks, int targets) => Math.Max(1, (int)(Budget / ((long)networks * targets)));
}
