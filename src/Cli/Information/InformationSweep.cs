using System.Globalization;
using HyperGan.Cli.Reporting;
using HyperGan.Mine;

namespace HyperGan.Cli.Information;

/// <summary> Estimates the information at every setting of a task, each from samples of its own, and on fresh ones that neither the critic nor the choice of its parameters has seen. </summary>
/// <param name="task"> What is estimated. </param>
/// <param name="options"> How. </param>
/// <param name="samples"> Pairs to fit. </param>
/// <param name="fresh"> Pairs to estimate from. </param>
sealed class InformationSweep(IInformationTask task, MineOptions options, int samples, int fresh)
{
    /// <summary> Runs the settings, some at a time; results do not depend on how many. What is cancelled is missing. </summary>
    public IReadOnlyList<InformationRow> Run(int threads, Terminal terminal, CancellationToken cancellation)
    {
        var rows = new InformationRow?[task.Settings.Count];
        Progress.Show(terminal, "estimating", rows.Length, update =>
        {
            var (done, gate) = (0, new Lock());
            Parallel.For(0, rows.Length, new() { MaxDegreeOfParallelism = threads }, (i, loop) =>
            {
                if (cancellation.IsCancellationRequested)
                    loop.Stop();
                else if (Estimate(i, cancellation) is { } row)
                    lock (gate)
                    {
                        rows[i] = row;
                        update(++done, string.Create(CultureInfo.InvariantCulture, $"{task.SettingName} {row.Setting:F3}: {row.Estimate.Value:F3}, truth {row.Truth:F3}"));
                    }
            });
        });
        return [.. rows.OfType<InformationRow>()];
    }

    InformationRow? Estimate(int i, CancellationToken cancellation)
    {
        var setting = task.Settings[i];
        var estimator = new MineEstimator(task.Dimension, task.Dimension, options);
        var (x, z) = task.Sample(setting, samples, Seed(2 * i));
        if (estimator.Fit(x, z, cancellation: cancellation).Cancelled)
            return null;
        var (freshX, freshZ) = task.Sample(setting, fresh, Seed(2 * i + 1));
        return new(setting, task.MutualInformation(setting), estimator.Estimate(freshX, freshZ));
    }

    /// <summary> Samples of their own for every setting, or the errors of all would go the same way. </summary>
    ulong Seed(int i) => unchecked(options.Seed * 1_000_003 + (ulong)i);
}
