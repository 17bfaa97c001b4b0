using System.Globalization;
using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Runs;

/// <summary> A training on a table as the command line asks for it. </summary>
/// <param name="File"> The table. </param>
/// <param name="Table"> What to read from it, and how. </param>
/// <param name="TestFraction"> Share of the rows that is held out. </param>
/// <param name="Preset"> Where the options come from. </param>
/// <param name="Training"> The options, with what was given laid over the preset. </param>
/// <param name="Steps"> Training steps; null where they follow from the rows. </param>
/// <param name="Networks"> Networks drawn for results and pictures. </param>
/// <param name="Pictures"> Whether to draw. </param>
/// <param name="Changes"> What was given beside table, target, preset and seed, as <c>name=value</c>. </param>
sealed record TableRequest(
    string File, TableOptions Table, double TestFraction, string Preset, HyperGanOptions Training, int? Steps, int Networks, bool Pictures, IReadOnlyList<string> Changes)
{
    /// <summary> Table, preset and seed. </summary>
    public string Title => $"{Path.GetFileName(File)}, {Preset}, seed {Training.Seed.ToString(CultureInfo.InvariantCulture)}";

    /// <summary> Where it writes unless told. </summary>
    public string DefaultFolder =>
        RunFolder.Default([Path.GetFileNameWithoutExtension(File), .. Table.Targets, Preset, $"seed{Training.Seed.ToString(CultureInfo.InvariantCulture)}", .. Changes]);

    /// <summary> Everything that decides the run, as JSON. </summary>
    public string ToJson(TrainingTable table)
    {
        var json = Json.OfThisTool();
        json["data"] = Path.GetFullPath(File);
        json["rows"] = table.Rows;
        json["drop-missing"] = Table.DropMissing;
        json["test-fraction"] = TestFraction;
        json["columns"] = JsonNode.Parse(table.Schema.ToJson());
        json["preset"] = Preset;
        json["networks"] = Networks;
        json["steps"] = Steps;
        var training = JsonNode.Parse(Training.ToJson())!.AsObject();
        training.Remove("steps");
        json["training"] = training;
        return json.ToText();
    }
}
