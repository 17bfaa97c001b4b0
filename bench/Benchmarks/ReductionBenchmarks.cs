using BenchmarkDotNet.Attributes;
using HyperGan.Kernels;

namespace HyperGan.Bench.Benchmarks;

/// <summary> Sums, broadcasts and soft-max over a stack of matrices. </summary>
[MemoryDiagnoser]
public class ReductionBenchmarks
{
    const int Stack = 32, Rows = 20, Cols = 100;

    readonly Real[] _x = Operands.Random(Stack * Rows * Cols);
    readonly Real[] _y = new Real[Stack * Rows * Cols];
    readonly Real[] _column = new Real[Stack * Rows];
    readonly Real[] _row = Operands.Random(Stack * Cols);

    /// <summary> Σ x </summary>
    [Benchmark(Baseline = true)]
    public Real Sum() => Reduce.Sum(_x);

    /// <summary> Σ x over the columns of every row. </summary>
    [Benchmark]
    public void SumOfColumns() => Reduce.Sum(X, Column);

    /// <summary> Σ x over the rows. </summary>
    [Benchmark]
    public void SumOfRows() => Reduce.Sum(X, Row);

    /// <summary> Σ x over the rows unless it is rounding noise, the gradient of a bias. </summary>
    [Benchmark]
    public void SignificantSumOfRows() => SignificantSums.Accumulate(X, Row);

    /// <summary> y += a row repeated over the rows. </summary>
    [Benchmark]
    public void RepeatRow() => Reduce.Accumulate(Row, Y);

    /// <summary> y = x·row, the row repeated. </summary>
    [Benchmark]
    public void ProductWithRow() => Broadcast.Apply<Product>(X, Row, Y);

    /// <summary> y = x·column, the column repeated. </summary>
    [Benchmark]
    public void ProductWithColumn() => Broadcast.Apply<Product>(X, Column, Y);

    /// <summary> Soft-max over the columns. </summary>
    [Benchmark]
    public void SoftmaxOfColumns() => Softmax.Apply(X, Y);

    /// <summary> ln Σ eˣ over the columns. </summary>
    [Benchmark]
    public void LogSumExpOfColumns() => Softmax.LogSumExp(X, Column);

    Matrix X => new(_x, Stack, Rows, Cols);

    Matrix Y => new(_y, Stack, Rows, Cols);

    Matrix Column => new(_column, Stack, Rows, 1);

    Matrix Row => new(_row, Stack, 1, Cols);

    readonly struct Product : IBinary
    {
        public static System.Numerics.Vector<Real> Value(System.Numerics.Vector<Real> a, System.Numerics.Vector<Real> b) => a * b;
    }
}
