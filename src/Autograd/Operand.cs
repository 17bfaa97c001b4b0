using System.Runtime.InteropServices;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary> A tensor as an operation sees it: the same range of the tape's values and of its gradients, both writable. </summary>
public readonly ref struct Operand
{
    // References, not copies: a struct of this size is zeroed and copied through memory at every use, which costs more than small arithmetic.
    readonly Tape _tape;
    readonly ref readonly Extent _extent;

    internal Operand(Tape tape, ref readonly Extent extent)
    {
        _tape = tape;
        _extent = ref extent;
    }

    /// <summary> Stack × Rows × Cols. </summary>
    public Shape Shape => _extent.Shape;

    /// <summary> Whether a gradient is wanted; false for constants, for what was detached, and for an operand that is not there. </summary>
    public bool Tracked => _extent.Tracked;

    /// <summary> The numbers, row by row, matrix by matrix. </summary>
    public Span<Real> Values => _tape.ValuesOf(_extent);

    /// <summary> Their gradients, in the same order; only in Backward. </summary>
    public Span<Real> Grads => _tape.GradsOf(_extent);

    /// <summary> The numbers as a stack of matrices. </summary>
    public Matrix Matrix => new(Values, Shape.Stack, Shape.Rows, Shape.Cols);

    /// <summary> The gradients as a stack of matrices; only in Backward. </summary>
    public Matrix GradMatrix => new(Grads, Shape.Stack, Shape.Rows, Shape.Cols);

    /// <summary> The integers of a tensor made by <see cref="Tape.Integers"/>; there may be one more than was given. </summary>
    public Span<int> Integers => MemoryMarshal.Cast<Real, int>(Values);
}

/// <summary> Where a tensor lies, its shape, and who made it. </summary>
readonly struct Extent(int start, Shape shape, int source)
{
    /// <summary> <see cref="Source"/> of what gets no gradient. It is 0, so that an operand that is not there gets none either. </summary>
    public const int Untracked = 0;

    /// <summary> <see cref="Source"/> of what gets a gradient and was made by no operation. </summary>
    public const int Leaf = -1;

    public readonly int Start = start;
    public readonly Shape Shape = shape;

    /// <summary> <see cref="Untracked"/>, <see cref="Leaf"/>, or 1 + the index of the node whose result it is. </summary>
    public readonly int Source = source;

    public bool Tracked => Source != Untracked;
}
