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

    /// <summary> Of them, rows that are computed together. </summary>
    const int RowsAtATime = 128;

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
        var noise = new Real[Rows * network.Source.Width];
        network.Source.Sample(noise, network.Tape.Random.Split("hyperfan noise"));
        var codes = Codes(network, noise);
        var width = codes.Length / Rows;
        var (means, variances) = (new double[width], new double[width]);
        for (var i = 0; i < codes.Length; i += width)
            for (var j = 0; j < width; j++)
                means[j] += codes[i + j] / (double)Rows;
        for (var i = 0; i < codes.Length; i += width)
            for (var j = 0; j < width; j++)
                variances[j] += (codes[i + j] - means[j]) * (codes[i + j] - means[j]) / Rows;
        return (means, variances);
    }

    /// <summary> A few rows after the others, in the same memory: a native start of the tool takes 24 instead of 26 ms. </summary>
    static Real[] Codes(HyperNetwork network, Real[] noise)
    {
        var codes = new Real[Rows * network.Main.Layers * network.Generator.Latent];
        var (from, to) = (noise.Length / Rows * RowsAtATime, codes.Length / Rows * RowsAtATime);
        for (var block = 0; block < Rows / RowsAtATime; block++)
        {
            network.Tape.Reset();
            var rows = network.Tape.Constant(noise.AsSpan(block * from, from), RowsAtATime, network.Source.Width);
            network.Generator.Codes(rows).Values.CopyTo(codes.AsSpan(block * to, to));
        }
        network.Tape.Reset();
        return codes;
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
