namespace HyperGan.Kernels.Tests;

/// <summary> A guarded operand for each of the eight ways to broadcast to one shape: every dimension whole, or 1. </summary>
sealed class GuardedShapes : IDisposable
{
    readonly GuardedMatrix[] _shapes;

    public GuardedShapes(int stack, int rows, int cols, Layout layout, Func<int, Real> number) =>
        _shapes = [.. Enumerable.Range(0, 8).Select(ones => new GuardedMatrix(
            (ones & 1) != 0 ? 1 : stack, (ones & 2) != 0 ? 1 : rows, (ones & 4) != 0 ? 1 : cols, layout, number))];

    public IEnumerable<GuardedMatrix> All => _shapes;

    public void Dispose()
    {
        foreach (var shape in _shapes)
            shape.Dispose();
    }
}
