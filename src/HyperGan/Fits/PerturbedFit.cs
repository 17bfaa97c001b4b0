using HyperGan.Autograd;

namespace HyperGan;

/// <summary>
/// Every member fits targets of its own: mean of (output − target − s·ε)² / 2s², the negative log-likelihood with noise of deviation s, each
/// target moved by a draw ε of that noise. ε = A·z follows from the member's noise by a fixed random A: the same member always sees the same.
/// </summary>
public sealed class PerturbedFit : IFit
{
    readonly Tensor _perturbations;
    readonly Real _deviation;
    readonly int _outputs;

    /// <summary> Makes the parameter <c>perturbation</c>: A, (rows · outputs) × noise, which nothing moves. </summary>
    /// <param name="tape"> Where it lives; nothing else may be on it yet. </param>
    /// <param name="rows"> Rows of the training data. </param>
    /// <param name="outputs"> Outputs of the main network. </param>
    /// <param name="noiseWidth"> Columns of z; standard normal. </param>
    /// <param name="deviation"> s, in the units of the targets. </param>
    /// <exception cref="ArgumentException"> The deviation is not positive. </exception>
    public PerturbedFit(Tape tape, int rows, int outputs, int noiseWidth, double deviation)
    {
        ArgumentNullException.ThrowIfNull(tape);
        if (!(deviation > 0 && double.IsFinite(deviation)))
            throw new ArgumentException($"PerturbedFit: a deviation of {deviation}; it must be positive.");
        (_deviation, _outputs) = ((Real)deviation, outputs);
        _perturbations = tape.Parameter(
            "perturbation", new(rows, outputs * noiseWidth), (values, random) => random.Normal(values, 0, (Real)Math.Sqrt(1.0 / noiseWidth)));
    }

    /// <inheritdoc/>
    public bool IsMeanOverMembers => true;

    /// <inheritdoc/>
    public Tensor Loss(in Pass pass, in Batch batch)
    {
        var targets = pass.Outputs.Tape.Constant(batch.Targets, batch.Count, _outputs);
        var draws = _perturbations.Detach().GatherRows(batch.Rows).Reshape(1, batch.Count * _outputs, pass.NoiseWidth);
        var moves = pass.Noise.MatMul(draws.Transpose()).Reshape(pass.Members, batch.Count, _outputs);
        return (pass.Outputs - targets - moves * _deviation).Square().Mean() * (1 / (2 * _deviation * _deviation));
    }
}
