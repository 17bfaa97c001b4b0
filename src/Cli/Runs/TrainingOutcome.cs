using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Runs;

/// <summary> How a training run ended. </summary>
sealed record TrainingOutcome
{
    /// <summary> What was asked for. </summary>
    public required TrainingRequest Request { get; init; }

    /// <summary> Where it was written, as it was given. </summary>
    public required string Folder { get; init; }

    /// <summary> Steps taken. </summary>
    public required long Steps { get; init; }

    /// <summary> The last report; null where not a single step was taken. </summary>
    public required StepFigures? Training { get; init; }

    /// <summary> What the networks know; empty where training diverged. </summary>
    public required IReadOnlyList<Result> Results { get; init; }

    /// <summary> Why it ended early, if it diverged. </summary>
    public TrainingDivergedException? Divergence { get; init; }

    /// <summary> Of the steps. </summary>
    public TimeSpan TrainingTime { get; init; }

    /// <summary> Of everything. </summary>
    public TimeSpan Time { get; init; }

    /// <summary> Whether it was cancelled. </summary>
    public bool Interrupted => Divergence is null && Steps < Request.Options.Steps;

    /// <summary> One of <see cref="Cli.ExitCode"/>. </summary>
    public int ExitCode => Divergence is not null ? Cli.ExitCode.Diverged : Interrupted ? Cli.ExitCode.Interrupted : Cli.ExitCode.Done;

    /// <summary> Everything to look at: what the networks know, then how the training went. </summary>
    public IEnumerable<Result> All
    {
        get
        {
            var figures = Training ?? new(0, double.NaN, double.NaN, double.NaN, double.NaN);
            return
            [
                .. Results,
                new("loss", "loss, last report", figures.Loss, "G4"),
                new("fit", "… of it the fit", figures.Fit, "G4"),
                new("diversity", "… and the diversity term", figures.Diversity, "G4"),
                new("training_seconds", "training, seconds", TrainingTime.TotalSeconds, "F1"),
                new("seconds", "with results and pictures", Time.TotalSeconds, "F1"),
            ];
        }
    }

    /// <summary> One object, every figure. </summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["task"] = Request.Task.Name,
            ["preset"] = Request.Preset,
            ["seed"] = Request.Options.Seed,
            ["steps"] = Steps,
            ["networks"] = Request.Networks,
            ["folder"] = Folder,
            ["interrupted"] = Interrupted,
            ["diverged_at_step"] = Divergence?.Step,
        };
        foreach (var result in All)
            json[result.Name] = result.Json;
        return json;
    }

    /// <summary> Shows it: results on the output, all else beside. </summary>
    public void Show(Terminal terminal, bool json)
    {
        if (!json)
            Result.Show(terminal.Results, Request.Title, All);
        if (Divergence is not null)
            terminal.Complain($"{Divergence.Message} The model that is kept is the last one with a finite loss.");
        if (Interrupted)
            terminal.Complain($"Interrupted after step {Steps} of {Request.Options.Steps}; what there was is written.");
        terminal.Say($"The run is in {Folder}");
        if (json)
            terminal.Output.WriteLine(ToJson().ToLine());
    }
}
