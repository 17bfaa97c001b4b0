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

    /// <summary> Members. </summary>
    public int Members => Codes.Shape.Rows;

    /// <summary> The noise alone: members × noise columns. </summary>
    public Tensor Noise => Rows.Slice(Axis.Columns, 0, NoiseWidth);

    /// <summary> The condition alone: members × condition columns. </summary>
    /// <exception cref="ArgumentException"> There is none. </exception>
    public Tensor Condition => Rows.Slice(Axis.Columns, NoiseWidth, Rows.Shape.Cols - NoiseWidth);
}
