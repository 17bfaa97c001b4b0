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

    /// <summary>
    /// Asked in Backward before a gradient is added: true if there is nothing yet to add it to. The caller must then write every number of it
    /// instead, which saves clearing and reading. Only large tensors of an operation that <see cref="Op.TakesFirstGradients"/> say so; for the others
    /// false, and <see cref="Grads"/> holds what is there.
    /// </summary>
    public bool TakesFirstGradient() => _extent.Late != 0 && _tape.TakesFirst(_extent);

    /// <summary> The integers of a tensor made by <see cref="Tape.Integers"/>; there may be one more than was given. </summary>
    public Span<int> Integers => MemoryMarshal.Cast<Real, int>(Values);
}
