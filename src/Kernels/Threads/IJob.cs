namespace HyperGan.Kernels;

/// <summary>
/// Work cut into pieces that depend on the shape alone, never on the number of workers: that is what makes results independent of it.
/// </summary>
public interface IJob
{
    /// <summary> Does piece <paramref name="piece"/>; pieces run in any order, several at once, each exactly once. </summary>
    void Run(int piece);
}
