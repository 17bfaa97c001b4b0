namespace HyperGan.Uncertainty;

/// <summary> [lower, upper], ends included. NaN ends contain nothing. </summary>
public readonly record struct Interval(double Lower, double Upper)
{
    /// <summary> upper − lower </summary>
    public double Width => Upper - Lower;

    /// <summary> lower ≤ y ≤ upper </summary>
    public bool Contains(double y) => Lower <= y && y <= Upper;
}
