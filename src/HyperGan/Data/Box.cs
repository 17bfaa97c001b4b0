using HyperGan.Kernels;

namespace HyperGan;

/// <summary> A box along the axes: low ≤ x ≤ high in each of its dimensions, every dimension with a range of its own. </summary>
public sealed record Box
{
    /// <summary> The box between two corners. </summary>
    /// <exception cref="ArgumentException"> No dimensions, different numbers of them, or a low that is not below its high. </exception>
    public Box(IReadOnlyList<Real> low, IReadOnlyList<Real> high)
    {
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(high);
        if (low.Count == 0 || low.Count != high.Count)
            throw new ArgumentException($"Box: corners of {low.Count} and {high.Count} numbers; both must have one per dimension.");
        for (var i = 0; i < low.Count; i++)
            if (!(low[i] < high[i]) || !Real.IsFinite(high[i] - low[i]))
                throw new ArgumentException($"Box: dimension {i} reaches from {low[i]} to {high[i]}; it must be a finite, non-empty range.");
        (Low, High) = ([.. low], [.. high]);
    }

    /// <summary> The lower end of each dimension. </summary>
    public IReadOnlyList<Real> Low { get; }

    /// <summary> The upper end of each dimension. </summary>
    public IReadOnlyList<Real> High { get; }

    /// <summary> Number of dimensions. </summary>
    public int Dimensions => Low.Count;

    /// <summary> The smallest box around points, rows of <paramref name="dimensions"/> numbers. </summary>
    /// <exception cref="ArgumentException"> No points, an incomplete row, or a dimension in which all are equal. </exception>
    public static Box Around(ReadOnlySpan<Real> points, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        if (points.IsEmpty || points.Length % dimensions != 0)
            throw new ArgumentException($"Box: {points.Length} numbers are not whole points of {dimensions} dimensions, at least one.");
        var (low, high) = (points[..dimensions].ToArray(), points[..dimensions].ToArray());
        for (var i = 0; i < points.Length; i++)
        {
            ref var least = ref low[i % dimensions];
            ref var most = ref high[i % dimensions];
            (least, most) = (Real.Min(least, points[i]), Real.Max(most, points[i]));
        }
        return new(low, high);
    }

    /// <summary> The box that reaches further by <paramref name="margin"/> on every side. </summary>
    public Box Enlarged(Real margin) => new([.. Low.Select(x => x - margin)], [.. High.Select(x => x + margin)]);

    /// <summary> Is the point inside or on the border? </summary>
    /// <exception cref="ArgumentException"> The point has another number of dimensions. </exception>
    public bool Contains(ReadOnlySpan<Real> point)
    {
        if (point.Length != Dimensions)
            throw new ArgumentException($"Box: a point of {point.Length} numbers is not in the box's {Dimensions} dimensions.");
        for (var i = 0; i < point.Length; i++)
            if (!(point[i] >= Low[i] && point[i] <= High[i]))
                return false;
        return true;
    }

    /// <summary> Points uniform in the box, <c>count × dimensions</c>. </summary>
    public Real[] Sample(int count, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(random);
        var points = new Real[count * Dimensions];
        random.Uniform(points);
        for (var i = 0; i < points.Length; i++)
            points[i] = Low[i % Dimensions] + points[i] * (High[i % Dimensions] - Low[i % Dimensions]);
        return points;
    }
}
