using HyperGan.Mine;

namespace HyperGan.Cli.Information;

/// <summary> x and f(x) with noise, over the noise's deviation. </summary>
/// <param name="function"> f. </param>
/// <param name="count"> Deviations, evenly on a logarithmic scale. </param>
sealed class FunctionTask(NoisyFunction function, int count) : IInformationTask
{
    /// <summary> As the command line calls it. </summary>
    public const string Name = "function";

    const double Least = 0.1, Most = 3;

    /// <summary> Deviations of the line of the truth: each is an integral. </summary>
    const int Fine = 60;

    string IInformationTask.Name => Name;

    public string Title => $"x and {function.Name} with noise";

    public string SettingName => "deviation of the noise";

    public int Dimension => 1;

    public IReadOnlyList<double> Settings { get; } = Deviations(count);

    public IReadOnlyList<double> FineSettings => Deviations(Fine);

    public (Real[] X, Real[] Z) Sample(double setting, int count, ulong seed) => function.Sample(setting, count, seed);

    public double MutualInformation(double setting) => function.MutualInformation(setting);

    static double[] Deviations(int count) => [.. Enumerable.Range(0, count).Select(i => Least * Math.Pow(Most / Least, i / (count - 1.0)))];
}
