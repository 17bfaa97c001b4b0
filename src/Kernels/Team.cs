namespace HyperGan.Kernels;

/// <summary> A fork–join over pieces of work. </summary>
public sealed class Team : IDisposable
{
    /// <summary> A team of <paramref name="workers"/>, the caller included. </summary>
    public Team(int workers) => Workers = workers;

    /// <summary> Number of workers, the caller included. </summary>
    public int Workers { get; }

    /// <summary> Runs <paramref name="job"/> for every piece 0 … <paramref name="pieces"/> − 1 and returns when all are done. </summary>
    public void Run<TJob>(int pieces, ref TJob job) where TJob : struct, IJob, allows ref struct
    {
        for (var piece = 0; piece < pieces; piece++)
            job.Run(piece);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

/// <summary> Work cut into pieces that depend on the shape alone, never on the number of workers. </summary>
public interface IJob
{
    /// <summary> Does piece <paramref name="piece"/>. </summary>
    void Run(int piece);
}
