namespace HyperGan.Plotting;

/// <summary> Estimates yᵢ at xᵢ with their standard errors, under one name. </summary>
/// <param name="Name"> What the legend calls them. </param>
/// <param name="X"> Where, at least one. </param>
/// <param name="Y"> As many as <paramref name="X"/>. </param>
/// <param name="StandardErrors"> As many again, none below 0; null where they are not known, and no bar is drawn. </param>
public sealed record Estimates(string Name, double[] X, double[] Y, double[]? StandardErrors = null);
