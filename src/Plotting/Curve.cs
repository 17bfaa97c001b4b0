namespace HyperGan.Plotting;

/// <summary> A named line through (xᵢ, yᵢ). </summary>
/// <param name="Name"> What the legend calls it. </param>
/// <param name="X"> Ascending, at least two. </param>
/// <param name="Y"> As many as <paramref name="X"/>. </param>
public sealed record Curve(string Name, double[] X, double[] Y);
