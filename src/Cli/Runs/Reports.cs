namespace HyperGan.Cli.Runs;

/// <summary> Steps summed up to reports: of every so many steps the mean figures, and of what is left at the end. </summary>
/// <param name="interval"> Steps of a report. </param>
sealed class Reports(long interval)
{
    /// <summary> Reports of a run, about. </summary>
    const int Count = 100;

    readonly List<StepFigures> _all = [];
    StepFigures _sum;
    long _steps;

    /// <summary> All so far. </summary>
    public IReadOnlyList<StepFigures> All => _all;

    /// <summary> Reports of a run of so many steps. </summary>
    public static Reports For(int steps) => new(Math.Max(1, steps / Count));

    /// <summary> Adds a step; true where a report is due. </summary>
    public bool Add(in StepFigures figures, out StepFigures report)
    {
        _sum = new(figures.Step, _sum.Loss + figures.Loss, _sum.Fit + figures.Fit, _sum.Diversity + figures.Diversity, _sum.Own + figures.Own);
        _steps++;
        return figures.Step % interval == 0 ? Take(out report) : No(out report);
    }

    /// <summary> What was not reported yet; false where there is nothing. </summary>
    public bool Finish(out StepFigures report) => _steps > 0 ? Take(out report) : No(out report);

    bool Take(out StepFigures report)
    {
        report = new(_sum.Step, _sum.Loss / _steps, _sum.Fit / _steps, _sum.Diversity / _steps, _sum.Own / _steps);
        _all.Add(report);
        (_sum, _steps) = (default, 0);
        return true;
    }

    static bool No(out StepFigures report)
    {
        report = default;
        return false;
    }
}
