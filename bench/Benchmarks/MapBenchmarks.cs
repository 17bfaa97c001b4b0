using BenchmarkDotNet.Attributes;
using HyperGan.Kernels;

namespace HyperGan.Bench.Benchmarks;

/// <summary> Functions applied element by element. </summary>
[MemoryDiagnoser]
public class MapBenchmarks
{
    Real[] _x = [], _positive = [], _y = [];

    /// <summary> Numbers in one call: a tail only, a small layer, a large one. </summary>
    [Params(7, 1024, 65_536)]
    public int Length { get; set; }

    /// <summary> Fresh operands. </summary>
    [GlobalSetup]
    public void Setup()
    {
        _x = Operands.Random(Length);
        _positive = Array.ConvertAll(_x, v => 1 + v / 2);
        _y = new Real[Length];
    }

    /// <summary> y = eˣ </summary>
    [Benchmark(Baseline = true)]
    public void Exp() => Elementary.Exp(_x, _y);

    /// <summary> y = eˣ − 1 </summary>
    [Benchmark]
    public void ExpM1() => Elementary.ExpM1(_x, _y);

    /// <summary> y = ln x </summary>
    [Benchmark]
    public void Log() => Elementary.Log(_positive, _y);

    /// <summary> y = ln(1 + x) </summary>
    [Benchmark]
    public void Log1P() => Elementary.Log1P(_positive, _y);

    /// <summary> y = tanh x </summary>
    [Benchmark]
    public void Tanh() => Elementary.Tanh(_x, _y);

    /// <summary> y = 1 / (1 + e⁻ˣ) </summary>
    [Benchmark]
    public void Sigmoid() => Elementary.Sigmoid(_x, _y);

    /// <summary> y = ln(1 + eˣ) </summary>
    [Benchmark]
    public void Softplus() => Elementary.Softplus(_x, _y);
}
