using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Pulls every member to a draw of its own from the prior of the weights: mean over members of Σ (w − w₀(z))² / 2V, w₀(z) = √V P·z with a
/// fixed random P. Together with <see cref="PerturbedFit"/> this is sample-then-optimise (Matthews et al. 2017): in a linear Gaussian model
/// the minimisers are exact posterior samples, and the generator learns all of them at once.
/// </summary>
/// <remarks> The draws are normal only if the noise is: use <see cref="Prior.Normal"/>. In units of likelihood its weight is 1 / rows, where the fit is a mean over rows. </remarks>
public sealed class PriorAnchor : IDiversity
{
    readonly (Tensor Weight, Tensor Bias)[] _projections;
    readonly (double Weight, double Bias)[] _variances;

    /// <summary> Makes the parameters <c>anchor.0.weight</c>, <c>anchor.0.bias</c>, …: P, which nothing moves. </summary>
    /// <param name="tape"> Where they live; nothing else may be on it yet. </param>
    /// <param name="network"> Whose weights are anchored. </param>
    /// <param name="noiseWidth"> Columns of z. </param>
    /// <param name="priorVariance"> V in units of the variance that keeps a layer's scale (He et al. 2015). </param>
    /// <exception cref="ArgumentException"> The variance is not positive. </exception>
    public PriorAnchor(Tape tape, MainNetwork network, int noiseWidth, double priorVariance)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(network);
        if (!(priorVariance > 0 && double.IsFinite(priorVariance)))
            throw new ArgumentException($"PriorAnchor: a prior variance of {priorVariance}; it must be positive.");
        _projections = new (Tensor, Tensor)[network.Layers];
        _variances = new (double, double)[network.Layers];
        for (var i = 0; i < network.Layers; i++)
        {
            var (inputs, outputs) = (network.Widths[i], network.Widths[i + 1]);
            _variances[i] = (priorVariance * WeightScale.Weight(network, i), priorVariance * WeightScale.Bias(network, i));
            _projections[i] = (Projection($"anchor.{i}.weight", inputs * outputs, _variances[i].Weight), Projection($"anchor.{i}.bias", outputs, _variances[i].Bias));
        }
        Parameters = tape.Parameters[..0];

        Tensor Projection(string name, int columns, double variance) => tape.Parameter(
            name, new(noiseWidth, columns), (values, random) => random.Normal(values, 0, (Real)Math.Sqrt(variance / noiseWidth)));
    }

    /// <inheritdoc/>
    public ParameterRange Parameters { get; }

    /// <inheritdoc/>
    public void Draw(int members, RandomStream random)
    {
        // All draws follow from the noise.
    }

    /// <inheritdoc/>
    public DiversityLoss Loss(in Pass pass)
    {
        var noise = pass.Noise;
        var loss = pass.Codes.Tape.Constant(0);
        for (var i = 0; i < _projections.Length; i++)
            loss = loss
                + Distance(pass.Layers[i].Weight, noise.MatMul(_projections[i].Weight.Detach()), _variances[i].Weight)
                + Distance(pass.Layers[i].Bias, noise.MatMul(_projections[i].Bias.Detach()), _variances[i].Bias);
        return new(loss * ((Real)1 / pass.Members), Own: null);
    }

    static Tensor Distance(in Tensor weights, in Tensor anchors, double variance) =>
        (weights - anchors.Reshape(weights.Shape)).Square().Sum() * (Real)(0.5 / variance);
}
