using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// A stack of matrices seen through a span: element (s, i, j) lies at s·<see cref="StackStride"/> + i·<see cref="RowStride"/> + j·<see cref="ColStride"/>.
/// A stride of 0 repeats one value along its dimension, so a shared operand, a broadcast row and a transpose are all just views.
/// </summary>
public readonly ref struct Matrix
{
    /// <summary> The stack, one matrix after the other, each row by row without gaps. </summary>
    /// <exception cref="ArgumentException"> A size is negative, or <paramref name="data"/> is shorter than the sizes need. </exception>
    public Matrix(Span<Real> data, int stack, int rows, int cols)
        : this(data, stack, rows, cols, stackStride: (int)Math.Min((long)rows * cols, int.MaxValue), rowStride: cols, colStride: 1)
    {
    }

    /// <summary> One matrix, row by row without gaps. </summary>
    public Matrix(Span<Real> data, int rows, int cols) : this(data, 1, rows, cols)
    {
    }

    /// <summary> Any strides. </summary>
    /// <exception cref="ArgumentException"> A size or stride is negative, or an element would lie outside <paramref name="data"/>. </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Matrix(Span<Real> data, int stack, int rows, int cols, int stackStride, int rowStride, int colStride)
    {
        if ((stack | rows | cols | stackStride | rowStride | colStride) < 0 || (ulong)data.Length < Needed(stack, rows, cols, stackStride, rowStride, colStride))
            Refuse(data.Length, stack, rows, cols, stackStride, rowStride, colStride);
        Data = data;
        (Stack, Rows, Cols) = (stack, rows, cols);
        (StackStride, RowStride, ColStride) = (stackStride, rowStride, colStride);
    }

    // Three products below 2⁶² each: their sum fits an unsigned number, but not a signed one.
    static ulong Needed(int stack, int rows, int cols, int stackStride, int rowStride, int colStride) =>
        stack == 0 || rows == 0 || cols == 0
            ? 0
            : (ulong)((long)(stack - 1) * stackStride) + (ulong)((long)(rows - 1) * rowStride) + (ulong)((long)(cols - 1) * colStride) + 1;

    [DoesNotReturn]
    static void Refuse(int length, int stack, int rows, int cols, int stackStride, int rowStride, int colStride)
    {
        var view = $"{stack}×{rows}×{cols} with strides ({stackStride}, {rowStride}, {colStride})";
        throw new ArgumentException((stack | rows | cols | stackStride | rowStride | colStride) < 0
            ? $"Matrix: {view} must not be negative."
            : $"Matrix: {view} needs {Needed(stack, rows, cols, stackStride, rowStride, colStride)} numbers, the span has {length}.");
    }

    // `private init` lets a view be made of a view (`this with`) without checking again what its own constructor checked.

    /// <summary> The numbers the view looks at; element (0, 0, 0) is the first. </summary>
    public Span<Real> Data { get; private init; }

    /// <summary> Number of matrices. </summary>
    public int Stack { get; private init; }

    /// <summary> Rows of each matrix. </summary>
    public int Rows { get; private init; }

    /// <summary> Columns of each matrix. </summary>
    public int Cols { get; private init; }

    /// <summary> Distance from one matrix to the next; 0 when all are the same one. </summary>
    public int StackStride { get; private init; }

    /// <summary> Distance from one row to the next. </summary>
    public int RowStride { get; private init; }

    /// <summary> Distance from one column to the next. </summary>
    public int ColStride { get; private init; }

    /// <summary> Element (stack, row, col), by reference. </summary>
    public ref Real this[int stack, int row, int col] => ref Data[stack * StackStride + row * RowStride + col * ColStride];

    /// <summary> Row (stack, row) as a span; only where the column stride is 1. </summary>
    internal Span<Real> Row(int stack, int row) => Data.Slice(stack * StackStride + row * RowStride, Cols);

    /// <summary> One matrix of the stack. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> There is no such matrix. </exception>
    public Matrix At(int stack)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stack);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stack, Stack);
        // A matrix of no elements may begin where the numbers end, or beyond.
        return this with { Stack = 1, StackStride = 0, Data = Data[Math.Min(Data.Length, stack * StackStride)..] };
    }

    /// <summary> The same numbers with rows and columns exchanged: two strides swapped, nothing moved. </summary>
    // Field by field: a copy of a fresh struct waits until its pieces are written, which took four times as long.
    public Matrix Transposed => new(Data, Stack, Cols, Rows, StackStride, ColStride, RowStride);

    /// <summary> True when the elements lie one after the other in the order stack, row, column. </summary>
    public bool IsContiguous =>
        IsEmpty || ((Cols == 1 || ColStride == 1) && (Rows == 1 || RowStride == Cols) && (Stack == 1 || StackStride == Rows * Cols));

    /// <summary> Number of elements, repeated ones as often as they are repeated. </summary>
    internal long Size => (long)Stack * Rows * Cols;

    /// <summary> Numbers from the first element to the last, whatever lies between them; not for an empty matrix. </summary>
    internal long Extent => 1 + (Stack - 1L) * StackStride + (Rows - 1L) * RowStride + (Cols - 1L) * ColStride;

    /// <summary> True when a dimension is 0, so that there is no element. </summary>
    public bool IsEmpty => Stack == 0 || Rows == 0 || Cols == 0;

    /// <summary> A view of <paramref name="stack"/> × <paramref name="rows"/> × <paramref name="cols"/> in which every dimension of 1 is repeated. </summary>
    /// <exception cref="ArgumentException"> A dimension is neither 1 nor the one asked for. </exception>
    public Matrix ExpandTo(int stack, int rows, int cols)
    {
        if (!ExpandsTo(stack, rows, cols))
            throw new ArgumentException($"ExpandTo: {ToString()} cannot be repeated to {stack}×{rows}×{cols}; each dimension must be equal or 1.");
        return this with
        {
            Stack = stack,
            Rows = rows,
            Cols = cols,
            StackStride = Stack == stack ? StackStride : 0,
            RowStride = Rows == rows ? RowStride : 0,
            ColStride = Cols == cols ? ColStride : 0,
        };
    }

    /// <summary> The shape, as error messages write it: <c>2×3×4</c>. </summary>
    public override string ToString() => $"{Stack}×{Rows}×{Cols}";

    internal bool ExpandsTo(int stack, int rows, int cols) =>
        (Stack == stack || Stack == 1) && (Rows == rows || Rows == 1) && (Cols == cols || Cols == 1);

    internal bool HasShapeOf(Matrix other) => Stack == other.Stack && Rows == other.Rows && Cols == other.Cols;

    /// <summary>
    /// True when one step from row to row is as long as all the steps along a row, so that <see cref="RowsJoined"/> may be used. A repeated
    /// number can stand for more elements than one row can have.
    /// </summary>
    internal bool RowsJoin => Rows == 1 || Cols == 1 || (RowStride == (long)Cols * ColStride && (long)Rows * Cols <= int.MaxValue);

    /// <summary> Each matrix as one long row, the stack as rows: the same elements in the same order. </summary>
    internal Matrix RowsJoined => this with
    {
        Stack = 1,
        Rows = Stack,
        Cols = Rows * Cols,
        StackStride = 0,
        RowStride = StackStride,
        ColStride = Cols == 1 ? RowStride : ColStride,
    };
}
