using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Heads that generate weights of the right variance from the first step on (Chang, Flokas &amp; Lipson 2020). A head makes w = H·e + β from a code
/// e of d columns with variances vⱼ. With Var(H) = f·V / Σ vⱼ and β = −H·mean(e) + N(0, (1 − f)·V), a weight has the variance V of
/// <see cref="WeightScale"/> at the start, the share f of it from the noise and the rest common to all members.
/// </summary>
public static class Hyperfan
{
    /// <summary> Rows of noise from which the variances of the codes are measured. </summary>
    const int Rows = 1024;

    /// <summary> Draws the heads anew. Means and variances of the codes are measured on what the mixer makes of the source's noise. </summary>
    /// <param name="network"> Whose heads; the mixer stays as it is, and the tape is Reset. </param>
    /// <param name="diversity"> f, the share of a weight's variance that is to vary with the noise. </param>
    /// <exception cref="ArgumentOutOfRangeException"> f is not within [0, 1]. </exception>
    /// <exception cref="InvalidOperationException"> The codes do not vary with the noise. </exception>
    public static void Initialize(HyperNetwork network, double diversity)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!(diversity >= 0 && diversity <= 1))
            throw new ArgumentOutOfRangeException(nameof(diversity), $"Hyperfan: a diversity of {diversity}; give a share from 0 to 1.");
        var (means, variances) = MeasureCodes(network);
        var (generator, random) = (network.Generator, network.Tape.Random.Split("hyperfan"));
        for (var i = 0; i < network.Main.Layers; i++)
        {
            var mean = means.AsSpan(i * generator.Latent, generator.Latent);
            var spread = Sum(variances.AsSpan(i * generator.Latent, generator.Latent));
            if (!(spread > 0))
                throw new InvalidOperationException($"Hyperfan: the codes of layer {i} do not vary with the noise; is a width of the mixer too small?");
            Draw(generator, generator.WeightHeads[i], diversity, WeightScale.Weight(network.Main, i), mean, spread, random);
            Draw(generator, generator.BiasHeads[i], diversity, WeightScale.Bias(network.Main, i), mean, spread, random);
        }
    }

    static (double[] Means, double[] Variances) MeasureCodes(HyperNetwork network)
    {
        var rows = new Real[Rows * network.Source.Width];
        network.Source.Sample(rows, network.Tape.Random.Split("hyperfan noise"));
        network.Tape.Reset();
        // At once: what is outgrown would be copied, and a fresh page costs as much as all that is computed on it. Outputs and slopes of the mixer.
        network.Tape.Reserve(Rows * (network.Source.Width + 2L * network.Generator.Mixer.Layers.Sum(layer => layer.Weight.Shape.Cols)));
        var codes = network.Generator.Codes(network.Tape.Constant(rows, Rows, network.Source.Width));
        var width = codes.Shape.Cols;
        var (means, variances) = (new double[width], new double[width]);
        for (var values = codes.Values; values.Length > 0; values = values[width..])
            for (var j = 0; j < width; j++)
                means[j] += values[j] / (double)Rows;
        for (var values = codes.Values; values.Length > 0; values = values[width..])
            for (var j = 0; j < width; j++)
                variances[j] += (values[j] - means[j]) * (values[j] - means[j]) / Rows;
        network.Tape.Reset();
        return (means, variances);
    }

    static void Draw(WeightGenerator generator, Linear head, double diversity, double variance, ReadOnlySpan<double> mean, double spread, RandomStream random)
    {
        var stream = random.Split(head.Name);
        var weight = generator.Parameters[$"{head.Name}.weight"].Values;   // latent × outputs
        var bias = generator.Parameters[$"{head.Name}.bias"].Values;
        stream.Normal(weight, 0, (Real)Math.Sqrt(diversity * variance / spread));
        stream.Normal(bias, 0, (Real)Math.Sqrt((1 - diversity) * variance));
        for (var l = 0; l < mean.Length; l++)
            for (var j = 0; j < bias.Length; j++)
                bias[j] -= (Real)(mean[l] * weight[l * bias.Length + j]);
    }

    static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
