namespace HyperGan.Plotting;

/// <summary> Single observations (xᵢ, yᵢ) under one name: training points, a class. </summary>
/// <param name="X"> Where, at least one. </param>
/// <param name="Y"> As many as <paramref name="X"/>. </param>
/// <param name="Name"> What the legend calls them. </param>
public sealed record Points(double[] X, double[] Y, string Name = "training points");
