using System.Text.Json.Nodes;
using HyperGan.Cli.Commands;

namespace HyperGan.Cli.Options;

/// <summary> Options of a regressor: a preset, and laid over it what was given. Steps that were not given follow from the rows. </summary>
static class RegressorOverlay
{
    /// <summary> The options. </summary>
    /// <exception cref="ToolException"> One is impossible, or the preset is not one for regressors. </exception>
    public static RegressorOptions Of(string preset, JsonObject given)
    {
        var training = TrainCommand.Overlay(Presets.Load(preset), given);
        return training.CrossFit
            ? Of(training, given.ContainsKey("steps") ? training.Steps : null)
            : throw new ToolException(ExitCode.Usage, $"The preset '{preset}' does not learn the noise of numbers; take calibrated, with cross-fit.");
    }

    /// <summary> The options of a regressor. </summary>
    public static RegressorOptions Of(HyperGanOptions training, int? steps) => new() { Seed = training.Seed, Hidden = training.Hidden, Steps = steps, Training = training };
}
