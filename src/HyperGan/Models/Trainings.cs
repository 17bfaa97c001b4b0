using HyperGan.Kernels;

namespace HyperGan;

/// <summary> The trainings of a fit, one after another: reported together, and ended between two steps where the caller wants so. </summary>
sealed class Trainings(Team? team, IProgress<FitProgress>? progress, CancellationToken cancellation)
{
    const int ReportEvery = 25;

    long _step;

    /// <summary> Steps there will be, those of all trainings together. </summary>
    public long Steps { get; set; }

    /// <summary> A training from its first step to its last. </summary>
    /// <param name="options"> What to train and how. </param>
    /// <param name="data"> What to learn from. </param>
    /// <param name="outputs"> Outputs of the main network. </param>
    /// <param name="steps"> Steps to take; null for those of the options. </param>
    /// <param name="goesOn"> Asked after each step, with its number counted from 1, whether there shall be another. </param>
    /// <exception cref="OperationCanceledException"> The fit was cancelled. </exception>
    public TrainingSession Run(HyperGanOptions options, TrainingData data, int outputs, int? steps = null, Func<TrainingSession, int, bool>? goesOn = null)
    {
        var session = new TrainingSession(options, data, outputs, team);
        var last = steps ?? options.Steps;
        for (var i = 1; i <= last; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var figures = session.Trainer.Step();
            _step++;
            if (goesOn?.Invoke(session, i) == false)
            {
                Steps -= last - i;
                last = i;
            }
            if (progress is not null && (i % ReportEvery == 0 || i == last))
                progress.Report(new(_step, Steps, figures));
        }
        return session;
    }
}
