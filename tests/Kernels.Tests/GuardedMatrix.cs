namespace HyperGan.Kernels.Tests;

/// <summary>
/// A stack of matrices in guarded memory. The gaps that its layout leaves hold NaN: one that is read shows in a result, one that is
/// written is noticed on disposal.
/// </summary>
sealed class GuardedMatrix : IDisposable
{
    readonly GuardedSpan _memory;
    readonly int _stack, _rows, _cols, _stackStride, _rowStride, _colStride;

    public GuardedMatrix(int stack, int rows, int cols, Layout layout)
    {
        (_stack, _rows, _cols) = (stack, rows, cols);
        (_stackStride, _rowStride, _colStride) = layout switch
        {
            Layout.Transposed => (rows * cols, 1, rows),
            Layout.RowsApart => (rows * (cols + 3) + 2, cols + 3, 1),
            Layout.ColumnsApart => (rows * (3 * cols + 1), 3 * cols + 1, 3),
            Layout.StackInnermost => (1, stack * cols, stack),
            _ => (rows * cols, cols, 1),
        };
        _memory = new(stack * rows * cols == 0 ? 0 : (stack - 1) * _stackStride + (rows - 1) * _rowStride + (cols - 1) * _colStride + 1);
        _memory.Span.Fill(Real.NaN);
    }

    public GuardedMatrix(int stack, int rows, int cols, Layout layout, Func<int, Real> number) : this(stack, rows, cols, layout) => Fill(number);

    public Matrix View => new(_memory.Span, _stack, _rows, _cols, _stackStride, _rowStride, _colStride);

    /// <summary> The elements in the order stack, row, column. </summary>
    public Real[] Elements
    {
        get
        {
            var elements = new Real[_stack * _rows * _cols];
            for (var n = 0; n < elements.Length; n++)
                elements[n] = Element(n);
            return elements;
        }
    }

    public void Fill(Real value) => Fill(_ => value);

    public void Fill(Func<int, Real> number)
    {
        for (var n = 0; n < _stack * _rows * _cols; n++)
            Element(n) = number(n);
    }

    public void Dispose()
    {
        Fill(Real.NaN);
        var untouched = _memory.Span.IndexOfAnyExcept(Real.NaN) < 0;
        _memory.Dispose();
        Assert.True(untouched, $"A gap between the elements of {_stack}×{_rows}×{_cols} was written.");
    }

    ref Real Element(int n) => ref View[n / (_rows * _cols), n / _cols % _rows, n % _cols];
}
