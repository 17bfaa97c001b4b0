using System.CommandLine;
using HyperGan.Cli.Evaluation;
using HyperGan.Cli.Options;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Commands;

/// <summary> <c>hypergan evaluate uci</c> </summary>
sealed class EvaluateCommand
{
    const string Text = """
        Evaluates on the UCI regression sets by the protocol of the published tables: 20 splits into 90 % training and 10 % test rows.

        DIR has a folder for every set, in it data.txt (numbers between spaces, a row a line) and, in index_features.txt and index_target.txt,
        the columns to use, counted from 0. Every split leaves its result in a file; the same command goes on where it was interrupted, and
        works out anew what other options, other data or another version of the tool have left.
        """;

    readonly OptionBinder _binder = OptionBinder.Of<HyperGanOptions>(OptionTexts.Training);

    readonly Option<string> _data = new Option<string>("--data") { Description = "The folder of the sets' folders.", HelpName = "folder", Required = true }.NotEmpty();

    readonly Option<string> _sets = new("--sets") { Description = "Sets to evaluate on, between commas. Default: all that are there.", HelpName = "names" };

    readonly Option<string> _methods = new("--methods")
    {
        Description = "What to evaluate: calibrated, constant, linear, between commas.", HelpName = "names", DefaultValueFactory = _ => CalibratedMethod.Key,
    };

    readonly Option<int?> _splits = new("--splits") { Description = "Splits of each set, the first ones. Default: the protocol's, 20 (protein 5).", HelpName = "count" };

    readonly Option<int> _networks = new("--networks") { Description = "Networks that predict.", HelpName = "count", DefaultValueFactory = _ => 1_000 };

    readonly Option<string> _out = new Option<string>("--out") { Description = "Folder of the results.", HelpName = "folder", DefaultValueFactory = _ => Path.Combine("runs", "uci") }.NotEmpty();

    readonly Option<bool> _json = new("--json") { Description = "Print one JSON object a line, for every set and method, instead of a Markdown table." };

    readonly Option<int> _threads = new("--threads", "--processes")
    {
        Description = "Splits at a time, each on one thread; results do not depend on it. Default: as many as there are processors.",
        HelpName = "count", DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    /// <summary> The command. </summary>
    public static Command Create(Terminal terminal, CancellationToken cancellation) => new("evaluate", "Evaluates on data that published results are known for.")
    {
        new EvaluateCommand().Uci(terminal, cancellation),
    };

    Command Uci(Terminal terminal, CancellationToken cancellation)
    {
        var command = new Command("uci", Text) { _data, _sets, _methods, _splits, _networks, _out, _json, _threads };
        foreach (var option in _binder.Options)
            command.Add(option);
        command.SetAction(parsed => Run(parsed, terminal, cancellation));
        return command;
    }

    int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var (splits, threads, folder) = (parsed.GetValue(_splits), parsed.GetValue(_threads), parsed.GetValue(_out)!);
        if (splits < 1 || threads < 1)
            throw new ToolException(ExitCode.Usage, $"splits: {splits}, threads: {threads}; give at least 1 of each.");
        var methods = Lists.Of(parsed.GetValue(_methods)).Distinct(StringComparer.Ordinal).Select(name => Method(name, parsed)).ToList();
        if (methods.Count == 0)
            throw new ToolException(ExitCode.Usage, "methods: none is named; there are calibrated, constant and linear.");
        var sets = UciData.Load(parsed.GetValue(_data)!, Lists.Of(parsed.GetValue(_sets)), splits);
        List<SplitTask> tasks = [.. sets.SelectMany(set => methods.SelectMany(method => set.Splits.Select(split => new SplitTask(set, method, split, folder))))];
        var evaluation = new UciEvaluation(tasks, threads, terminal);
        var code = evaluation.Run(cancellation);
        if (evaluation.Results.Count > 0)
            Report(UciReport.Of(tasks, evaluation.Results), folder, parsed.GetValue(_json), terminal);
        return code;
    }

    static void Report(UciReport report, string folder, bool json, Terminal terminal)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, "results.jsonl"), report.ToJsonLines());
        AtomicFile.WriteText(Path.Combine(folder, "results.md"), report.ToMarkdown());
        terminal.Output.Write(json ? report.ToJsonLines() : report.ToMarkdown());
        terminal.Say($"The results are in {folder}");
    }

    IMethod Method(string name, ParseResult parsed) => name switch
    {
        CalibratedMethod.Key => Calibrated(parsed),
        "constant" => BaselineMethod.Constant,
        "linear" => BaselineMethod.Linear,
        _ => throw new ToolException(ExitCode.Usage, $"methods: '{name}'; there are calibrated, constant and linear."),
    };

    CalibratedMethod Calibrated(ParseResult parsed)
    {
        var networks = parsed.GetValue(_networks);
        if (networks < 2)
            throw new ToolException(ExitCode.Usage, $"networks: {networks}; give at least 2, since uncertainty is how they differ.");
        var given = _binder.Given(parsed);
        return new(RegressorOverlay.Of("calibrated", given), given.ContainsKey("hidden"), networks);
    }
}
