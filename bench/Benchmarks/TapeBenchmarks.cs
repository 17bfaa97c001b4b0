using BenchmarkDotNet.Attributes;
using HyperGan.Bench.Compare;

namespace HyperGan.Bench.Benchmarks;

/// <summary> A step of a hundred small operations: what recording costs, and that it allocates nothing. </summary>
[MemoryDiagnoser]
public class TapeBenchmarks
{
    readonly Chain _chain = new([.. Enumerable.Range(0, 100).Select(i => (Link)(i % 3))], width: 16);

    /// <summary> The same arithmetic without a tape. </summary>
    [Benchmark(Baseline = true)]
    public void ByHand() => _chain.ByHand();

    /// <summary> Recorded, forward only. </summary>
    [Benchmark]
    public void Forward() => _chain.OnTapeForward();

    /// <summary> Recorded, forward and backward. </summary>
    [Benchmark]
    public void ForwardAndBackward() => _chain.OnTape();
}
