using HyperGan.Autograd;

namespace HyperGan;

/// <summary> One forward pass of a training step, as the terms of the loss see it. </summary>
public readonly ref struct Pass
{
    /// <summary> What the generator was fed with: members × (noise + condition) columns; a constant. </summary>
    public required Tensor Rows { get; init; }

    /// <summary> Columns of <see cref="Rows"/> that are noise; the condition follows. </summary>
    public required int NoiseWidth { get; init; }

    /// <summary> Members × (layers · latent). </summary>
    public required Tensor Codes { get; init; }

    /// <summary> The generated layers. </summary>
    public required ReadOnlySpan<LayerWeights> Layers { get; init; }

    /// <summary> Members × batch × outputs. </summary>
    public required Tensor Outputs { get; init; }

    /// <summary> <see cref="TrainerSettings.MembersRemembered"/>; 0 for all. </summary>
    public int MembersRemembered { get; init; }

    /// <summary> Members. </summary>
    public int Members => Codes.Shape.Rows;

    /// <summary> The noise alone: members × noise columns. </summary>
    public Tensor Noise => Rows.Slice(Axis.Columns, 0, NoiseWidth);

    /// <summary> The condition alone: members × condition columns. </summary>
    /// <exception cref="ArgumentException"> There is none. </exception>
    public Tensor Condition => Rows.Slice(Axis.Columns, NoiseWidth, Rows.Shape.Cols - NoiseWidth);

    /// <summary> f of a matrix that has a row for every member. Of more members than are remembered only the result stays on the tape, see <see cref="Tape.Checkpoint(Func{Tensor, Tensor}, in Tensor, int, int)"/>. </summary>
    public Tensor OfMembers(Func<Tensor, Tensor> f, in Tensor a, int columns) => IsRemembered ? f(a) : a.Tape.Checkpoint(f, a, columns, MembersRemembered);

    /// <inheritdoc cref="OfMembers(Func{Tensor, Tensor}, in Tensor, int)"/>
    public Tensor OfMembers(Func<Tensor, Tensor, Tensor> f, in Tensor a, in Tensor b, int columns) =>
        IsRemembered ? f(a, b) : a.Tape.Checkpoint(f, a, b, columns, MembersRemembered);

    /// <summary> Whether all members are. </summary>
    public bool IsRemembered => MembersRemembered == 0 || Members <= MembersRemembered;
}
