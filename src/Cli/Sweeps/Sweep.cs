using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HyperGan.Cli.Commands;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Runs;

namespace HyperGan.Cli.Sweeps;

/// <summary> The tasks of a sweep and the folder in which each leaves a run of its own. Nothing else is kept: what is done is what lies there. </summary>
/// <param name="file"> The tasks. </param>
/// <param name="folder"> Where their runs are. </param>
sealed class Sweep(SweepFile file, string folder)
{
    readonly TrainCommand _train = new();
    Command? _parser;

    /// <summary> The tasks. </summary>
    public SweepFile File => file;

    /// <summary> Where their runs are. </summary>
    public string Folder => folder;

    /// <summary> Where the run of a task is. </summary>
    public string TaskFolder(int index) => Path.Combine(folder, index.ToString("D4", CultureInfo.InvariantCulture));

    /// <summary> A task for people: its number, and what is different about it. </summary>
    public string Describe(int index) => $"task {index} ({string.Join(", ", file.VariedOf(index).Select(option => $"{option.Name}={option.Value}"))})";

    /// <summary> What a task trains. </summary>
    /// <exception cref="ToolException"> It has options that cannot be used. </exception>
    public TrainingRequest Request(int index)
    {
        _parser ??= _train.Create(new(TextWriter.Null, TextWriter.Null), default);
        var parsed = _parser.Parse(file.Arguments(index));
        if (parsed.Errors.Count > 0)
            throw new ToolException(ExitCode.Usage, $"{Describe(index)}: {parsed.Errors[0].Message}");
        try
        {
            return _train.Request(parsed);
        }
        catch (ToolException e)
        {
            throw new ToolException(e.ExitCode, $"{Describe(index)}: {e.Message}", e);
        }
    }

    /// <summary> The figures of a task that is finished; null where it is not. </summary>
    /// <exception cref="ToolException"> The folder holds a run of other options under this number. </exception>
    public JsonObject? Results(int index)
    {
        var (results, config) = (Path.Combine(TaskFolder(index), RunFolder.Results), Path.Combine(TaskFolder(index), RunFolder.Config));
        if (!System.IO.File.Exists(results) || Read(results) is not { } figures || (bool?)figures["interrupted"] != false)
            return null;
        return string.Equals(System.IO.File.ReadAllText(config), Request(index).ToJson(), StringComparison.Ordinal)
            ? figures
            : throw new ToolException(ExitCode.Files, $"{Describe(index)}: '{TaskFolder(index)}' holds a run of other options or of another version. Give the sweep another folder with --out.");
    }

    /// <summary> Runs a task. </summary>
    /// <exception cref="ToolException"> Another process is at it, or its folder cannot be written. </exception>
    public TrainingOutcome Run(int index, int threads, Terminal terminal, CancellationToken cancellation)
    {
        var request = Request(index);
        using var claim = Claim(index);
        return new TrainingRun(request, terminal).Execute(TaskFolder(index), replace: true, threads, cancellation);
    }

    /// <summary> The object in a file; null where it is damaged, so that the task is done again. </summary>
    static JsonObject? Read(string path)
    {
        try
        {
            return JsonNode.Parse(System.IO.File.ReadAllText(path)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary> A file that one process at a time can hold, and that goes with it. </summary>
    FileStream Claim(int index)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new(TaskFolder(index) + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException(ExitCode.Files, $"{Describe(index)}: {e.Message} Is another process at it?", e);
        }
    }
}
