using HyperGan.Mine;

namespace HyperGan.Cli.Information;

/// <summary> Gaussian pairs over their correlation. </summary>
/// <param name="count"> Correlations. </param>
/// <param name="dimension"> Columns of x and of z. </param>
sealed class GaussianTask(int count, int dimension) : IInformationTask
{
    /// <summary> As the command line calls it. </summary>
    public const string Name = "gaussian";

    /// <summary> Correlations of the line of the truth. </summary>
    const int Fine = 401;

    string IInformationTask.Name => Name;

    public string Title => dimension == 1 ? "Correlated Gaussians" : $"Correlated Gaussians in {dimension} dimensions";

    public string SettingName => "correlation";

    public int Dimension => dimension;

    public IReadOnlyList<double> Settings { get; } = CorrelatedGaussian.Correlations(count);

    public IReadOnlyList<double> FineSettings => CorrelatedGaussian.Correlations(Fine);

    public (Real[] X, Real[] Z) Sample(double setting, int count, ulong seed) => CorrelatedGaussian.Sample(setting, count, seed, dimension);

    public double MutualInformation(double setting) => CorrelatedGaussian.MutualInformation(setting, dimension);
}
