using CsCheck;

namespace HyperGan.Uncertainty.Tests;

/// <summary> Mixtures at random: one to twelve members, close together or far apart, of similar deviations or of a ratio up to 10⁶. </summary>
sealed record Mixture(double[] Means, double[] Deviations, double[] Weights)
{
    public static Gen<Mixture> Any { get; } = OfScales(-3, 3);

    /// <summary> Deviations from 0.1 to 3: an ensemble as one meets it. </summary>
    public static Gen<Mixture> Ordinary { get; } = OfScales(-1, 0.5);

    public GaussianMixture View => new(Means, Deviations, Weights);

    /// <summary> Where F has changed by all it will: beyond is 0 or 1. </summary>
    public (double Low, double High) Ends =>
        (Means.Zip(Deviations, (m, s) => m - 38 * s).Min(), Means.Zip(Deviations, (m, s) => m + 38 * s).Max());

    static Gen<Mixture> OfScales(double low, double high) =>
        Gen.Select(Gen.Double[-10, 10], Gen.Double[low, high], Gen.Double[0.1, 1]).Array[1, 12].Select(members =>
            new Mixture(
                [.. members.Select(member => member.Item1)],
                [.. members.Select(member => Math.Pow(10, member.Item2))],
                [.. members.Select(member => member.Item3)]));
}
