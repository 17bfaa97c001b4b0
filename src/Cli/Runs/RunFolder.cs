using System.Text.Json;
using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Runs;

/// <summary> Where a run writes. A folder that holds anything is refused, so that no run is ever overwritten by accident. </summary>
sealed class RunFolder
{
    /// <summary> What a run is: written first. </summary>
    public const string Config = "config.json";

    /// <summary> A row a report. </summary>
    public const string Metrics = "metrics.csv";

    /// <summary> The trained generator. </summary>
    public const string Model = "model.safetensors";

    /// <summary> The figures of the end: written last, so that its presence says that the run is whole. </summary>
    public const string Results = "results.json";

    /// <summary> In the results of a run that is not whole: how it ended. </summary>
    const string Unfinished = "unfinished";

    static readonly string[] _replaced = [Config, Metrics, Model, Results, "uncertainty.png", "members.png", "entropy.png", "curves.png", "estimates.csv", "information.png"];

    /// <summary> Pictures of which there are several, one a target or a feature. </summary>
    static readonly string[] _replacedPatterns = ["predicted*.png", "calibration*.png", "band-*.png"];

    RunFolder(string path) => FullPath = path;

    /// <summary> The folder of a run that was given none: its name follows from what was asked for alone, so that the same run meets itself again. </summary>
    public static string Default(params IEnumerable<string> parts) =>
        Path.Combine("runs", string.Concat(string.Join('-', parts).Select(letter => char.IsAsciiLetterOrDigit(letter) || "-.,=".Contains(letter) ? letter : '_')));

    /// <summary> The folder. </summary>
    public string FullPath { get; }

    /// <summary> Makes the folder this run's own and writes what the run is. </summary>
    /// <param name="path"> The folder; made if it does not exist. </param>
    /// <param name="replace"> Whether an older run's files may go. Others always stay. </param>
    /// <param name="config"> What the run is, as JSON. </param>
    /// <exception cref="ToolException"> It is used already, or cannot be written. </exception>
    public static RunFolder Claim(string path, bool replace, string config)
    {
        try
        {
            var folder = new RunFolder(Path.GetFullPath(path));
            if (Directory.Exists(folder.FullPath) && Directory.EnumerateFileSystemEntries(folder.FullPath).Any())
                folder.Clear(path, replace);
            Directory.CreateDirectory(folder.FullPath);
            // The claim itself: of two processes that come at once, one creates this file and the other fails.
            using var writer = new StreamWriter(new FileStream(folder.File(Config), FileMode.CreateNew));
            writer.Write(config);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Files, $"The output folder '{path}' cannot be written: {e.Message} Give another one with --out.", e);
        }
    }

    /// <summary> The path of one of its files. </summary>
    public string File(string name) => Path.Combine(FullPath, name);

    /// <summary> Says in <see cref="Results"/> that the run ended before it was whole, so that what is left in the folder is not taken for more than it is. </summary>
    /// <param name="how"> One word or two, <c>interrupted</c>. </param>
    /// <param name="reason"> What happened, and what is kept. </param>
    public void WriteUnfinished(string how, string reason) =>
        AtomicFile.WriteText(File(Results), new JsonObject { [Unfinished] = how, ["reason"] = reason }.ToText());

    /// <summary> Gives the folder back as if the run had never claimed it; files of others stay. </summary>
    public void Release()
    {
        Delete();
        if (!Directory.EnumerateFileSystemEntries(FullPath).Any())
            Directory.Delete(FullPath);
    }

    void Clear(string path, bool replace)
    {
        if (!replace)
            throw new ToolException(ExitCode.Files, $"The output folder '{path}' {State()}. Give another one with --out, or --force to replace the run in it.");
        Delete();
    }

    void Delete()
    {
        foreach (var name in _replaced)
            System.IO.File.Delete(File(name));
        foreach (var file in _replacedPatterns.SelectMany(pattern => Directory.EnumerateFiles(FullPath, pattern)).ToList())
            System.IO.File.Delete(file);
    }

    /// <summary> What is in a folder that is used already. </summary>
    string State()
    {
        if (!System.IO.File.Exists(File(Config)))
            return "is used already, though not by a run of this tool";
        if (!System.IO.File.Exists(File(Results)))
            return "is used already, by a run that has no results: it is still going, or was killed";
        return Ending() is { } how
            ? $"is used already, by a run that was {how}{(System.IO.File.Exists(File(Model)) ? "" : " and left no model")}"
            : "is used already, by a run that is whole";
    }

    /// <summary> How a run ended that is not whole; null of one that is, or whose results are not what this version writes. </summary>
    string? Ending()
    {
        try
        {
            var results = JsonNode.Parse(System.IO.File.ReadAllText(File(Results)));
            return (results?[Unfinished] ?? (results?["interrupted"]?.GetValue<bool>() == true ? "interrupted" : null))?.GetValue<string>();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
