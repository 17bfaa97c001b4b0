using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// The two-dimensional toy: three classes of 2 000 points, normal around the corners (0, 0), (6, 0), (3, 3√3) of a triangle with variance 5
/// along both axes, shuffled, three quarters to train on. The classes overlap: the best any model can reach is the
/// <see cref="Posterior"/>'s accuracy of 0.8481 and negative log-likelihood of 0.3844.
/// </summary>
public sealed class ThreeClusters
{
    /// <summary> Number of classes. </summary>
    public const int Classes = 3;

    /// <summary> Coordinates of a point. </summary>
    public const int Dimensions = 2;

    /// <summary> Variance of each class along each axis. </summary>
    public const double Variance = 5;

    const int PointsPerClass = 2_000;

    static readonly double[] _centres = [0, 0, 6, 0, 3, 3 * Math.Sqrt(3)];

    ThreeClusters(Real[] x, int[] labels)
    {
        var cut = labels.Length * 3 / 4;
        Train = new(x[..(cut * Dimensions)], labels[..cut]);
        Test = new(x[(cut * Dimensions)..], labels[cut..]);
        Inside = Box.Around(x, Dimensions);
    }

    /// <summary> The centres, classes × dimensions. </summary>
    public static IReadOnlyList<double> Centres => _centres;

    /// <summary> 4 500 points. </summary>
    public LabelledPoints Train { get; }

    /// <summary> 1 500 points. </summary>
    public LabelledPoints Test { get; }

    /// <summary> The smallest box around all points. </summary>
    public Box Inside { get; }

    /// <summary> Where points out of the distribution are drawn, uniformly: the points' box and 5 more on every side. </summary>
    public Box Outside => Inside.Enlarged(5);

    /// <summary> The points of this seed. </summary>
    public static ThreeClusters Sample(ulong seed)
    {
        var random = new RandomStream(seed).Split("three clusters");
        var order = new int[Classes * PointsPerClass];
        random.Split("order").Permutation(order);
        var noise = new Real[order.Length * Dimensions];
        random.Split("points").Normal(noise);
        var x = new Real[noise.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var centre = _centres[order[i / Dimensions] / PointsPerClass * Dimensions + i % Dimensions];
            x[i] = (Real)(centre + Math.Sqrt(Variance) * noise[i]);
        }
        return new(x, [.. order.Select(point => point / PointsPerClass)]);
    }

    /// <summary>
    /// P(class k | x) = exp(−‖x − c_k‖² / 2·5) / Σ_j exp(−‖x − c_j‖² / 2·5), what no model can beat on average.
    /// </summary>
    /// <param name="points"> points × 2 </param>
    /// <param name="into"> points × 3 </param>
    /// <exception cref="ArgumentException"> The lengths do not fit. </exception>
    public static void Posterior(ReadOnlySpan<Real> points, Span<double> into)
    {
        if (points.Length % Dimensions != 0 || into.Length != points.Length / Dimensions * Classes)
            throw new ArgumentException($"ThreeClusters.Posterior: {points.Length} numbers are points of {Dimensions}; into must have {Classes} for each, not {into.Length} in all.");
        for (var i = 0; i < points.Length / Dimensions; i++)
            PosteriorOf(points[i * Dimensions], points[i * Dimensions + 1], into.Slice(i * Classes, Classes));
    }

    static void PosteriorOf(double x, double y, Span<double> into)
    {
        var most = double.NegativeInfinity;
        for (var k = 0; k < Classes; k++)
        {
            var (dx, dy) = (x - _centres[k * Dimensions], y - _centres[k * Dimensions + 1]);
            into[k] = -(dx * dx + dy * dy) / (2 * Variance);
            most = Math.Max(most, into[k]);
        }
        var sum = 0.0;
        foreach (ref var p in into)
        {
            p = Math.Exp(p - most);
            sum += p;
        }
        foreach (ref var p in into)
            p /= sum;
    }
}
