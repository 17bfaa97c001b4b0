using System.Diagnostics.CodeAnalysis;

namespace HyperGan.Autograd;

/// <summary>
/// Stack × Rows × Cols. A number is 1×1×1, a batch of points 1×rows×cols, an ensemble's weights members×in×out; where two shapes meet,
/// a dimension of 1 repeats.
/// </summary>
public readonly record struct Shape
{
    /// <summary> A stack of matrices. </summary>
    /// <exception cref="ArgumentException"> A dimension is below 1, or the product does not fit an array. </exception>
    public Shape(int stack, int rows, int cols)
    {
        if (stack < 1 || rows < 1 || cols < 1 || (long)stack * rows > Array.MaxLength / cols)
            Refuse(stack, rows, cols);
        (Stack, Rows, Cols) = (stack, rows, cols);
    }

    /// <summary> One matrix. </summary>
    /// <exception cref="ArgumentException"> A dimension is below 1, or the product does not fit an array. </exception>
    public Shape(int rows, int cols) : this(1, rows, cols)
    {
    }

    /// <summary> One number. </summary>
    public static Shape Scalar => new(1, 1, 1);

    /// <summary> Number of matrices. </summary>
    public int Stack { get; }

    /// <summary> Rows of each matrix. </summary>
    public int Rows { get; }

    /// <summary> Columns of each matrix. </summary>
    public int Cols { get; }

    /// <summary> Stack · Rows · Cols </summary>
    public int Size => Stack * Rows * Cols;

    /// <summary> The size of one dimension. </summary>
    public int Along(Axis axis) => axis switch { Axis.Stack => Stack, Axis.Rows => Rows, _ => Cols };

    /// <summary> The same with another size of one dimension. </summary>
    /// <exception cref="ArgumentException"> The size is below 1, or the product does not fit an array. </exception>
    public Shape With(Axis axis, int size) => axis switch
    {
        Axis.Stack => new(size, Rows, Cols),
        Axis.Rows => new(Stack, size, Cols),
        _ => new(Stack, Rows, size),
    };

    /// <summary> The shape in which this and <paramref name="other"/> meet, every dimension of 1 repeated. </summary>
    /// <exception cref="ArgumentException"> Two dimensions differ and neither is 1. </exception>
    public Shape Meet(Shape other, string operation) =>
        this == other ? this
        : Fits(Stack, other.Stack) && Fits(Rows, other.Rows) && Fits(Cols, other.Cols)
            ? new(Math.Max(Stack, other.Stack), Math.Max(Rows, other.Rows), Math.Max(Cols, other.Cols))
            : RefuseMeeting(this, other, operation);

    /// <summary> <c>32×5</c>, or <c>8×32×5</c> where there is more than one matrix. </summary>
    public override string ToString() => Stack == 1 ? $"{Rows}×{Cols}" : $"{Stack}×{Rows}×{Cols}";

    internal static bool Fits(int a, int b) => a == b || a == 1 || b == 1;

    [DoesNotReturn]
    static Shape RefuseMeeting(Shape a, Shape b, string operation) => throw new ArgumentException($"{operation}: {a} cannot meet {b}; each dimension must be equal or 1.");

    [DoesNotReturn]
    static void Refuse(int stack, int rows, int cols) => throw new ArgumentException(
        stack < 1 || rows < 1 || cols < 1
            ? $"Shape: {stack}×{rows}×{cols}; every dimension must be at least 1."
            : $"Shape: {stack}×{rows}×{cols} is more than the {Array.MaxLength} numbers an array can hold.");
}
