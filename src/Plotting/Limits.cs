namespace HyperGan.Plotting;

/// <summary> The part of an axis that is shown, from <paramref name="Low"/> to <paramref name="High"/>. </summary>
/// <param name="Low"> Left or lower end. </param>
/// <param name="High"> Right or upper end, above <paramref name="Low"/>. </param>
public readonly record struct Limits(double Low, double High)
{
    internal double Span => High - Low;

    /// <summary> From the least to the greatest of all values; the arrays must not all be empty. </summary>
    internal static Limits Of(params ReadOnlySpan<double[]?> arrays)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var array in arrays)
        {
            foreach (var value in array ?? [])
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        return new(low, high);
    }

    internal Limits And(in Limits other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High));

    /// <summary> Wider by a fraction of the span on either side; a single value gets room around it. </summary>
    internal Limits Padded(double fraction = 0.05)
    {
        var room = Span > 0 ? fraction * Span : Math.Max(1, Math.Abs(Low)) * 0.1;
        return new(Low - room, High + room);
    }

    internal bool Cuts(in Limits data) => data.Low < Low || data.High > High;
}
