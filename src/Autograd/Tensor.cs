using System.Diagnostics;
using HyperGan.Kernels;

namespace HyperGan.Autograd;

/// <summary>
/// A handle of numbers on a <see cref="Autograd.Tape"/>: where they lie and in what shape. Copying it copies no numbers. It is valid until the
/// tape is Reset; a parameter is always. Every operation is a method here, its formula in the file of its name under Ops.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public readonly partial struct Tensor
{
    internal readonly Tape? _tape;
    internal readonly Extent _extent;
    internal readonly int _generation;

    internal Tensor(Tape tape, in Extent extent, int generation) => (_tape, _extent, _generation) = (tape, extent, generation);

    /// <summary> The tape it is on. </summary>
    /// <exception cref="InvalidOperationException"> This is default(Tensor). </exception>
    public Tape Tape => _tape ?? throw new InvalidOperationException("This tensor is default(Tensor); make it with Constant, Variable or Parameter.");

    /// <summary> Stack × Rows × Cols. </summary>
    public Shape Shape => _extent.Shape;

    /// <summary> Whether Backward gives it a gradient. </summary>
    public bool Tracked => _extent.Tracked;

    /// <summary> The numbers, row by row, matrix by matrix. The span is good until the next operation, which may move them. </summary>
    /// <exception cref="InvalidOperationException"> The tape was Reset since. </exception>
    public ReadOnlySpan<Real> Values => Tape.ValuesOf(Tape.Own(this));

    /// <summary> The numbers as a stack of matrices, for a kernel that reads them without the tape. What writes to them changes what the tape remembers. </summary>
    /// <exception cref="InvalidOperationException"> The tape was Reset since. </exception>
    public Matrix Matrix => new(Tape.ValuesOf(Tape.Own(this)), Shape.Stack, Shape.Rows, Shape.Cols);

    /// <summary> The gradients of the last Backward, in the order of <see cref="Values"/>. </summary>
    /// <exception cref="InvalidOperationException"> It has none: not tracked, no Backward since it was made, or the tape was Reset. </exception>
    public ReadOnlySpan<Real> Gradient => Tape.GradientOf(this);

    /// <summary> The one number of a 1×1×1 tensor. </summary>
    /// <exception cref="InvalidOperationException"> There are more, or the tape was Reset. </exception>
    public Real Item() => Shape.Size == 1 ? Values[0] : throw new InvalidOperationException($"Item: {Shape} is not one number; reduce it by Sum() or Mean(), or read Values.");

    /// <summary> The same numbers, through which no gradient flows: y = x, dx += 0. A handle, not a copy. </summary>
    public Tensor Detach() => new(Tape, new(_extent.Start, Shape, Extent.Untracked), _generation);

    /// <summary> The same numbers in the same order, seen in another shape. A handle, not a copy. </summary>
    /// <exception cref="ArgumentException"> The new shape has another size. </exception>
    public Tensor Reshape(Shape shape) => shape.Size == Shape.Size
        ? new(Tape, _extent.View(_extent.Start, shape), _generation)
        : throw new ArgumentException($"Reshape: {Shape} has {Shape.Size} numbers, {shape} {shape.Size}.");

    /// <inheritdoc cref="Reshape(Shape)"/>
    public Tensor Reshape(int stack, int rows, int cols) => Reshape(new(stack, rows, cols));

    /// <summary> The shape, and whether it is a constant. </summary>
    public override string ToString() => _tape is null ? "no tensor" : $"{Shape}{(Tracked ? "" : " constant")}";
}
