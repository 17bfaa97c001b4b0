using System.Globalization;
using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Tasks;

namespace HyperGan.Cli.Runs;

/// <summary> A training run as the command line asks for it. </summary>
/// <param name="Task"> On what. </param>
/// <param name="Preset"> Where the options come from. </param>
/// <param name="Options"> The options, with what was given laid over the preset. </param>
/// <param name="Networks"> Networks drawn for results and pictures. </param>
/// <param name="Pictures"> Whether to draw. </param>
/// <param name="Changes"> What was given beside task, preset and seed, as <c>name=value</c>. </param>
sealed record TrainingRequest(IToyTask Task, string Preset, HyperGanOptions Options, int Networks, bool Pictures, IReadOnlyList<string> Changes)
{
    /// <summary> Task, preset and seed. </summary>
    public string Title => $"{Task.Name}, {Preset}, seed {Options.Seed.ToString(CultureInfo.InvariantCulture)}";

    /// <summary> Where it writes unless told. </summary>
    public string DefaultFolder => RunFolder.Default([Task.Name, Preset, $"seed{Options.Seed.ToString(CultureInfo.InvariantCulture)}", .. Changes]);

    /// <summary> Everything that decides the run, as JSON. </summary>
    public string ToJson()
    {
        var json = Reporting.Json.OfThisTool();
        json["task"] = Task.Name;
        foreach (var (name, value) in Task.Source)
            json[name] = value?.DeepClone();
        json["preset"] = Preset;
        json["networks"] = Networks;
        json["options"] = JsonNode.Parse(Options.ToJson());
        return json.ToText();
    }
}
