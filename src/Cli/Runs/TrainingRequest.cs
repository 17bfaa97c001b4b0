using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using HyperGan.Cli.Tasks;

namespace HyperGan.Cli.Runs;

/// <summary> A training run as the command line asks for it. </summary>
/// <param name="Task"> On what. </param>
/// <param name="Preset"> Where the options come from. </param>
/// <param name="Options"> The options, with what was given laid over the preset. </param>
/// <param name="Networks"> Networks drawn for results and pictures. </param>
/// <param name="Changes"> What was given beside task, preset and seed, as <c>name=value</c>. </param>
sealed record TrainingRequest(IToyTask Task, string Preset, HyperGanOptions Options, int Networks, IReadOnlyList<string> Changes)
{
    static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <summary> The version of the tool, with the commit where the build knows it. </summary>
    public static string Version { get; } =
        typeof(TrainingRequest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary> Task, preset and seed. </summary>
    public string Title => $"{Task.Name}, {Preset}, seed {Options.Seed.ToString(CultureInfo.InvariantCulture)}";

    /// <summary> Where it writes unless told: follows from the request alone, so that the same run meets itself again. </summary>
    public string DefaultFolder
    {
        get
        {
            var name = string.Join('-', [Task.Name, Preset, $"seed{Options.Seed.ToString(CultureInfo.InvariantCulture)}", .. Changes]);
            return Path.Combine("runs", string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || "-.,=".Contains(letter) ? letter : '_')));
        }
    }

    /// <summary> Everything that decides the run, as JSON. </summary>
    public string ToJson()
    {
        var json = new JsonObject { ["version"] = Version, ["precision"] = sizeof(Real) == sizeof(float) ? "single" : "double", ["task"] = Task.Name };
        foreach (var (name, value) in Task.Source)
            json[name] = value;
        json["preset"] = Preset;
        json["networks"] = Networks;
        json["options"] = JsonNode.Parse(Options.ToJson());
        return json.ToJsonString(_indented) + "\n";
    }
}
