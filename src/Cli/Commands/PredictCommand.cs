using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using HyperGan.Cli.Options;
using HyperGan.Cli.Prediction;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Commands;

/// <summary> <c>hypergan predict</c> </summary>
sealed class PredictCommand
{
    const string Text = """
        Predicts the rows of a table with a model that 'hypergan train --target' left, each with its uncertainty. Tables of any length.

        The result has for every row the mean, the epistemic deviation (how far the networks disagree: more data would lower it), the aleatoric
        deviation (the noise they expect), and the ends of the central interval; all in the units of the target. With several targets the columns
        end in their names. Where the target is a class, it has the probability of each class, the entropy, and the mutual information (what the
        networks disagree about), in nats. With --drop-missing a first column says which row of the table it is.
        """;

    readonly Option<string> _model = new Option<string>("--model") { Description = "The model, a safetensors file.", HelpName = "file", Required = true }.NotEmpty();

    readonly Option<string> _data = new Option<string>("--data") { Description = "The table, a CSV file; it may have other columns beside the model's.", HelpName = "file", Required = true }.NotEmpty();

    readonly Option<string> _out = new Option<string>("--out") { Description = "The CSV file to write; it is there whole or not at all.", HelpName = "file", Required = true }.NotEmpty();

    readonly Option<int> _members = new("--members") { Description = "Networks to ask.", HelpName = "count", DefaultValueFactory = _ => 1_000 };

    readonly Option<double> _level = new("--level") { Description = "Probability that the interval holds.", HelpName = "share", DefaultValueFactory = _ => 0.9, CustomParser = OptionRules.Number };

    readonly Option<ulong> _seed = new("--seed") { Description = "Which networks: every seed has its own.", HelpName = "number" };

    readonly Option<bool> _json = new("--json") { Description = "Print what was done as one JSON object." };

    readonly CsvOptions _csv = new();

    /// <summary> The command. </summary>
    public Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var command = new Command("predict", Text) { _model, _data, _out, _members, _level, _seed, _json };
        _csv.AddTo(command);
        command.SetAction(parsed => Run(parsed, terminal, cancellation));
        return command;
    }

    int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var (model, data, into) = (parsed.GetValue(_model)!, parsed.GetValue(_data)!, parsed.GetValue(_out)!);
        if (Same(into, data) || Same(into, model))
            throw new ToolException(ExitCode.Usage, $"out: '{into}' is the {(Same(into, data) ? "table" : "model")} itself; give another file.");
        if (IsDevice(into))
            throw new ToolException(ExitCode.Files, $"out: '{into}' is a device, not a file; give a file.");
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(into))))
            throw new ToolException(ExitCode.Files, $"out: '{into}' is to be in a folder that does not exist.");
        var table = _csv.Of(parsed);
        var rows = RowModelFile.Load(model, Members(parsed), Level(parsed), parsed.GetValue(_seed));
        TablePrediction.Summary? done = null;
        try
        {
            Progress.Count(terminal, "predicting", "rows", progress => done = new TablePrediction(rows, data, table).Write(into, progress, cancellation));
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ToolException(ExitCode.Usage, $"members: {parsed.GetValue(_members)}; there is not enough memory for the answers of so many networks.", e);
        }
        Report(parsed, terminal, into, done!);
        return ExitCode.Done;
    }

    void Report(ParseResult parsed, Terminal terminal, string into, TablePrediction.Summary done)
    {
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{done.Rows} rows in {done.Time.TotalSeconds:F1} s are in {into}{(done.DroppedRows > 0 ? $"; left out for missing values: {done.DroppedRows}" : "")}"));
        if (parsed.GetValue(_json))
            terminal.Output.WriteLine(new JsonObject { ["rows"] = done.Rows, ["dropped_rows"] = done.DroppedRows, ["seconds"] = done.Time.TotalSeconds, ["out"] = into }.ToLine());
    }

    int Members(ParseResult parsed)
    {
        var members = parsed.GetValue(_members);
        return members >= 2 ? members : throw new ToolException(ExitCode.Usage, $"members: {members}; give at least 2, since uncertainty is how they differ.");
    }

    double Level(ParseResult parsed)
    {
        var level = parsed.GetValue(_level);
        return level is > 0 and < 1 ? level : throw new ToolException(ExitCode.Usage, $"level: {level}; give a probability between 0 and 1.");
    }

    /// <summary> The result is renamed over what has its name: where that is a device, and who asks may, it would be gone for everybody. </summary>
    static bool IsDevice(string path)
    {
        var file = new FileInfo(path);
        return (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true))?.FullName is { } full && Path.GetDirectoryName(full) is "/dev";
    }

    static bool Same(string a, string b) => string.Equals(Path.GetFullPath(a), Path.GetFullPath(b), StringComparison.Ordinal);
}
