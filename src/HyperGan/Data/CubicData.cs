using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// The one-dimensional toy of Hernández-Lobato and Adams (ICML 2015), as the HyperGAN paper draws it: points x evenly on [−4, 4], y = x³ + σ·ε
/// with ε standard normal. What a model says on [−6, 6] outside of the points shows whether it knows what it does not know.
/// </summary>
public sealed class CubicData
{
    /// <summary> Number of points, unless another is asked for. </summary>
    public const int DefaultCount = 20;

    /// <summary> σ of the reference; the paper has 3, the reference's sweep also 16. </summary>
    public const double DefaultDeviation = 9;

    /// <summary> ε of the reference's own draw (seed 44 of NumPy's old generator). </summary>
    static readonly double[] _referenceNoise =
    [
        -0.750615, 1.316357, 1.246140, -1.604916, -1.468144, -1.715070, 1.858784, 0.087588, -0.052322, 0.555472,
        -0.963404, -0.180321, -1.183409, 0.605446, -0.951651, 0.360856, 1.060610, -0.117152, 0.825665, -1.209814,
    ];

    CubicData(double deviation, double[] noise)
    {
        Deviation = deviation;
        X = [.. noise.Select((_, i) => (Real)(-4 + 8.0 * i / (noise.Length - 1)))];
        Y = [.. noise.Select((epsilon, i) => (Real)(Math.Pow(-4 + 8.0 * i / (noise.Length - 1), 3) + deviation * epsilon))];
    }

    /// <summary> Where the points are: [−4, 4]. </summary>
    public static Box Inside { get; } = new([-4], [4]);

    /// <summary> Where models are looked at, the points' range and 2 on either side: [−6, 6]. </summary>
    public static Box Whole { get; } = Inside.Enlarged(2);

    /// <summary> The inputs, ascending. </summary>
    public IReadOnlyList<Real> X { get; }

    /// <summary> The outputs. </summary>
    public IReadOnlyList<Real> Y { get; }

    /// <summary> σ </summary>
    public double Deviation { get; }

    /// <summary> x³ </summary>
    public static Real Truth(Real x) => x * x * x;

    /// <summary> The 20 points of the reference's own draw, its noise scaled by <paramref name="deviation"/>. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> The deviation is negative or not finite. </exception>
    public static CubicData Reference(double deviation = DefaultDeviation) => new(Checked(deviation), _referenceNoise);

    /// <summary> Points with noise of this seed. The same seed gives the same ε whatever the deviation. </summary>
    /// <exception cref="ArgumentOutOfRangeException"> Fewer than two points; a deviation that is negative or not finite. </exception>
    public static CubicData Sample(ulong seed, double deviation = DefaultDeviation, int count = DefaultCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var noise = new Real[count];
        new RandomStream(seed).Split("cubic").Normal(noise);
        return new(Checked(deviation), [.. noise.Select(epsilon => (double)epsilon)]);
    }

    static double Checked(double deviation) => deviation >= 0 && double.IsFinite(deviation) ? deviation
        : throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "CubicData: the deviation of the noise must be finite and not negative.");
}
