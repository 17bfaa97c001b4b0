using BenchmarkDotNet.Attributes;
using HyperGan.Kernels;

namespace HyperGan.Bench.Benchmarks;

/// <summary> Matrix products on one thread: one small, one of a generator, the stack of generated networks. </summary>
[MemoryDiagnoser]
public class ProductBenchmarks
{
    Real[] _a = [], _b = [], _c = [];

    /// <summary> Stack, rows, columns, inner length. </summary>
    [ParamsSource(nameof(Shapes))]
    public (int Stack, int Rows, int Cols, int Inner) Shape { get; set; }

    /// <summary> What is measured. </summary>
    public static IEnumerable<(int Stack, int Rows, int Cols, int Inner)> Shapes => [(1, 96, 96, 96), (1, 32, 512, 512), (32, 20, 100, 100)];

    /// <summary> Fresh operands. </summary>
    [GlobalSetup]
    public void Setup()
    {
        var (stack, rows, cols, inner) = Shape;
        _a = Operands.Random(stack * rows * inner);
        _b = Operands.Random(stack * inner * cols);
        _c = new Real[stack * rows * cols];
    }

    /// <summary> C = A·B </summary>
    [Benchmark(Baseline = true)]
    public void Multiply() => Gemm.Multiply(A, B, C);

    /// <summary> C += A·Bᵀ, the gradient of a left operand (where A·Bᵀ has the shape of A·B). </summary>
    [Benchmark]
    public void AccumulateTransposedRight() => Gemm.Accumulate(A, new Matrix(_b, Shape.Stack, Shape.Cols, Shape.Inner).Transposed, C);

    /// <summary> C += Aᵀ·B, the gradient of a right operand. </summary>
    [Benchmark]
    public void AccumulateTransposedLeft() => Gemm.Accumulate(new Matrix(_a, Shape.Stack, Shape.Inner, Shape.Rows).Transposed, B, C);

    Matrix A => new(_a, Shape.Stack, Shape.Rows, Shape.Inner);

    Matrix B => new(_b, Shape.Stack, Shape.Inner, Shape.Cols);

    Matrix C => new(_c, Shape.Stack, Shape.Rows, Shape.Cols);
}
