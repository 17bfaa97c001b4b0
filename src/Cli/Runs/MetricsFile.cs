namespace HyperGan.Cli.Runs;

/// <summary> The training figures of a run, a row a report. No times are in it: the same run gives the same bytes. </summary>
sealed class MetricsFile(string path) : IDisposable
{
    readonly CsvTable _table = new(path, "step", "loss", "fit", "diversity", "diversity_own");

    /// <summary> Adds a row; there may be no diversity term, and it may have no loss of its own. </summary>
    public void Add(in StepFigures figures) => _table.Add(figures.Step, figures.Loss, figures.Fit, figures.Diversity, figures.Own);

    public void Dispose() => _table.Dispose();
}
