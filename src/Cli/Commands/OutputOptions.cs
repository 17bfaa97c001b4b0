using System.CommandLine;
using HyperGan.Cli.Options;

namespace HyperGan.Cli.Commands;

/// <summary> Options that every command has which works and writes. None of them changes a result. </summary>
/// <param name="defaultFolder"> Where it writes unless told, for the help. </param>
sealed class OutputOptions(string defaultFolder)
{
    readonly Option<string> _out = new Option<string>("--out") { Description = $"Folder to write to. Default: {defaultFolder}.", HelpName = "folder" }.NotEmpty();

    readonly Option<bool> _force = new("--force") { Description = "Replace an earlier run in the folder." };

    readonly Option<bool> _json = new("--json") { Description = "Print the results as one JSON object on the last line, instead of a table." };

    readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads to use; results do not depend on them. Default: as many as there are processors.",
        HelpName = "count",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_out, _force, _json, _threads])
            command.Add(option);
    }

    public string? Folder(ParseResult parsed) => parsed.GetValue(_out);

    public bool Force(ParseResult parsed) => parsed.GetValue(_force);

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    public int Threads(ParseResult parsed)
    {
        if (parsed.GetResult(_threads) is not { Implicit: false })
            return Environment.ProcessorCount;
        var threads = parsed.GetValue(_threads);
        return threads >= 1 ? threads : throw new ToolException(ExitCode.Usage, $"threads: {threads}; give at least 1.");
    }
}
