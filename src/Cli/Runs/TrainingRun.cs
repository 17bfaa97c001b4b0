using System.Diagnostics;
using System.Globalization;
using HyperGan.Cli.Reporting;
using HyperGan.Kernels;
using HyperGan.Plotting;

namespace HyperGan.Cli.Runs;

/// <summary> Trains, measures and draws; all of it goes into a folder of its own. </summary>
/// <param name="request"> What to train. </param>
/// <param name="terminal"> Where progress is shown. </param>
sealed class TrainingRun(TrainingRequest request, Terminal terminal)
{
    /// <summary> Runs to the end, to the first number that is none, or to the step in which it is cancelled. What there is then is written. </summary>
    /// <param name="path"> The folder. </param>
    /// <param name="replace"> Whether an older run in it may go. </param>
    /// <param name="threads"> Threads to use; results do not depend on them. </param>
    /// <param name="cancellation"> Ends the training after the step at hand. </param>
    /// <exception cref="ToolException"> The options do not fit, or the folder cannot be used. Nothing was written then. </exception>
    public TrainingOutcome Execute(string path, bool replace, int threads, CancellationToken cancellation)
    {
        using var team = threads > 1 ? new Team(threads) : null;
        var session = CreateSession(team);
        var folder = RunFolder.Claim(path, replace, request.ToJson());
        var watch = Stopwatch.StartNew();
        var reports = Reports.For(request.Options.Steps);
        var good = new LastGood(session.Network.Generator.Parameters);
        TrainingDivergedException? divergence = null;
        using (var metrics = new MetricsFile(folder.File(RunFolder.Metrics)))
        {
            try
            {
                Progress.Show(terminal, "training", request.Options.Steps, update => Train(session, good, reports, metrics, update, cancellation));
            }
            catch (TrainingDivergedException e)
            {
                divergence = e;
                good.Restore();
            }
            if (reports.Finish(out var rest))
                metrics.Add(rest);
        }
        EnsembleModel.Of(session, new Dictionary<string, string>(StringComparer.Ordinal) { ["task"] = request.Task.Name }).Save(folder.File(RunFolder.Model));
        var outcome = new TrainingOutcome
        {
            Request = request,
            Folder = path,
            Steps = session.Trainer.Steps,
            Divergence = divergence,
            TrainingTime = watch.Elapsed,
            Training = reports.All.Count > 0 ? reports.All[^1] : null,
            Results = divergence is null ? request.Task.Evaluate(session.Ensemble, request.Networks) : [],
        };
        if (divergence is null && request.Pictures)
            Draw(session, reports, folder);
        outcome = outcome with { Time = watch.Elapsed };
        AtomicFile.WriteText(folder.File(RunFolder.Results), outcome.ToJson().ToText());
        return outcome;
    }

    TrainingSession CreateSession(Team? team)
    {
        StepMemory.Check(request.Options, request.Task.Data, request.Task.Outputs(request.Options));
        try
        {
            return new(request.Options, request.Task.Data, request.Task.Outputs(request.Options), team);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new ToolException(ExitCode.Usage, e is OverflowException ? "These sizes are beyond what an array can hold; lower --hidden, --latent or --mixer-hidden." : e.Message, e);
        }
    }

    void Train(TrainingSession session, LastGood good, Reports reports, MetricsFile metrics, Progress.Update update, CancellationToken cancellation)
    {
        while (session.Trainer.Steps < request.Options.Steps && !cancellation.IsCancellationRequested)
        {
            if (!reports.Add(good.Step(session.Trainer), out var report))
                continue;
            metrics.Add(report);
            update(report.Step, Describe(report));
        }
    }

    static string Describe(in StepFigures figures)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"loss {figures.Loss:G4}, fit {figures.Fit:G4}");
        return double.IsNaN(figures.Diversity) ? text : string.Create(CultureInfo.InvariantCulture, $"{text}, diversity {figures.Diversity:G4}");
    }

    void Draw(TrainingSession session, Reports reports, RunFolder folder)
    {
        request.Task.Draw(session.Ensemble, request.Networks, $"{request.Title}, {session.Trainer.Steps} steps", folder.FullPath);
        if (reports.All.Count < 2)
            return;
        var steps = reports.All.Select(report => (double)report.Step).ToArray();
        Curve[] curves = [new("loss", steps, [.. reports.All.Select(report => report.Loss)]), new("fit", steps, [.. reports.All.Select(report => report.Fit)])];
        new TrainingCurves { Title = "Training", Subtitle = request.Title, XLabel = "step", YLabel = "loss", Curves = curves }.SavePng(folder.File("curves.png"));
    }
}
