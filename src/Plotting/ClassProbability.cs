namespace HyperGan.Plotting;

/// <summary> The probability of a class at a row of places. </summary>
/// <param name="Name"> The class. </param>
/// <param name="Values"> Between 0 and 1, one for each place. </param>
public sealed record ClassProbability(string Name, double[] Values);
