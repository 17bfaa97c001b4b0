namespace HyperGan.Kernels.Tests;

/// <summary> Random operands of one product in guarded memory: a read or write outside of them ends the process or shows as a broken canary. </summary>
sealed class Operands : IDisposable
{
    readonly GuardedSpan _a, _b, _c;
    readonly string _form;
    readonly int _stack, _m, _n, _k;

    public Operands(string form, int stack, int m, int n, int k)
    {
        (_form, _stack, _m, _n, _k) = (form, stack, m, n, k);
        (_a, _b, _c) = (new(stack * m * k), new(stack * k * n), new(stack * m * n));
        Numbers(stack * m * k, 1).CopyTo(_a.Span);
        Numbers(stack * k * n, 2).CopyTo(_b.Span);
    }

    public Matrix A => _form[0] == 'N' ? new(_a.Span, _stack, _m, _k) : new Matrix(_a.Span, _stack, _k, _m).Transposed;

    public Matrix B => _form[1] == 'N' ? new(_b.Span, _stack, _k, _n) : new Matrix(_b.Span, _stack, _n, _k).Transposed;

    public Matrix C => new(_c.Span, _stack, _m, _n);

    public Span<Real> Result => _c.Span;

    /// <summary> The rounding of a sum of k products of numbers below 1; a missing product is some thousand times larger. </summary>
    public static Real Tolerance(int k) => (Real.BitIncrement(1) - 1) * (k + 4);

    public static Real[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        var numbers = new Real[count];
        for (var i = 0; i < count; i++)
            numbers[i] = (Real)(2 * random.NextDouble() - 1);
        return numbers;
    }

    public Real[] FillResult()
    {
        var numbers = Numbers(Result.Length, 3);
        numbers.CopyTo(Result);
        return numbers;
    }

    public void AssertResult(Real[]? start, string form)
    {
        var expected = new Real[Result.Length];
        NaiveGemm.Multiply(A, B, start is null ? default : new(start, _stack, _m, _n), new(expected, _stack, _m, _n));
        var tolerance = Tolerance(_k);
        for (var i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - Result[i]) <= tolerance))
                Assert.Fail($"{form} {_stack}×{_m}×{_n}×{_k}{(start is null ? "" : " accumulated")}: element {i} is {Result[i]}, expected {expected[i]}.");
    }

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
        _c.Dispose();
    }
}
