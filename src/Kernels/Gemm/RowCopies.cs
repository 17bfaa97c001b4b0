namespace HyperGan.Kernels;

/// <summary> Copies A row by row, some rows a piece, whichever way it lies. </summary>
readonly unsafe ref struct RowCopies(ref readonly Operand a, int rows, int k, Real* to, nint stride) : IJob
{
    /// <summary> Rows of a piece: whole cache lines of a transposed A. </summary>
    const int Height = 48;

    readonly ref readonly Operand _a = ref a;
    readonly int _rows = rows, _k = k;
    readonly Real* _to = to;
    readonly nint _stride = stride;

    public int Pieces => (_rows + Height - 1) / Height;

    public void Run(int piece)
    {
        var first = piece * Height;
        var (from, to, rows) = (_a.At(first, 0), new Operand((nint)_to, _stride, 1).At(first, 0), Math.Min(Height, _rows - first));
        if (from.Col != 1)
            Transpose.Copy(from.Pointer, from.Col, _k, rows, to.Pointer, _stride);
        else
            for (var i = 0; i < rows; i++)
                new ReadOnlySpan<Real>(from.At(i, 0).Pointer, _k).CopyTo(new(to.At(i, 0).Pointer, _k));
    }
}
