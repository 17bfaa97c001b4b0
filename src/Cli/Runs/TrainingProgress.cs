using System.Globalization;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Runs;

/// <summary> A regressor's reports: into the metrics, and to whoever waits. </summary>
/// <param name="metrics"> A row a report, steps counted over all trainings. </param>
/// <param name="update"> Told the share of the steps that is done, in units of <see cref="Total"/>. </param>
sealed class TrainingProgress(MetricsFile metrics, Progress.Update update) : IProgress<FitProgress>
{
    /// <summary> What all steps are, in the units of the progress. </summary>
    public const long Total = 100;

    public void Report(FitProgress value)
    {
        metrics.Add(value.Figures with { Step = value.Step });
        update(Total * value.Step / value.Steps, string.Create(CultureInfo.InvariantCulture, $"step {value.Step} of {value.Steps}, loss {value.Figures.Loss:G4}"));
    }
}
