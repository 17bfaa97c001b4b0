namespace HyperGan.Cli.Information;

/// <summary> Pairs whose mutual information is known, over a setting that is swept. </summary>
interface IInformationTask
{
    /// <summary> As the command line calls it. </summary>
    string Name { get; }

    /// <summary> What the picture says about it. </summary>
    string Title { get; }

    /// <summary> What is swept. </summary>
    string SettingName { get; }

    /// <summary> Columns of x and of z. </summary>
    int Dimension { get; }

    /// <summary> The sweep. </summary>
    IReadOnlyList<double> Settings { get; }

    /// <summary> Settings between which the truth is drawn as a line: finer ones. </summary>
    IReadOnlyList<double> FineSettings { get; }

    /// <summary> Pairs of this seed. </summary>
    (Real[] X, Real[] Z) Sample(double setting, int count, ulong seed);

    /// <summary> The truth, in nats. </summary>
    double MutualInformation(double setting);
}
