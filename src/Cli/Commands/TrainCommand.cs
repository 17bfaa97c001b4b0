using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using HyperGan.Cli.Options;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Runs;
using HyperGan.Cli.Tasks;

namespace HyperGan.Cli.Commands;

/// <summary> <c>hypergan train</c> </summary>
sealed class TrainCommand
{
    const string Text = """
        Trains a generator of networks, measures what a thousand of them know, and draws the band they span.

          hypergan train --data houses.csv --target price      learns to predict a column of your table, with intervals
          hypergan train --task cubic                          a toy whose answer is known
        """;

    /// <summary> Deviations beyond which no draw of 20 lies. </summary>
    const double LargestDraw = 10;

    readonly OptionBinder _binder = OptionBinder.Of<HyperGanOptions>(OptionTexts.Training);

    readonly Option<string> _task = new Option<string>("--task")
    {
        Description = "What to learn: x³ from 20 noisy points, or three overlapping classes in the plane.",
        DefaultValueFactory = _ => CubicTask.Name,
    }.AcceptOnlyFromAmong(CubicTask.Name, ClustersTask.Name);

    readonly Option<string> _preset = new Option<string>("--preset")
    {
        Description = "Options that are known to work; those given beside it replace its own. "
            + $"One of {string.Join(", ", Presets.Names)}. Default: calibrated or, with --classify, classification for a table, anchored for cubic, disagreement for clusters.",
        HelpName = "name",
    }.AcceptOnlyFromAmong([.. Presets.Names]);

    readonly Option<string> _data = new Option<string>("--data")
    {
        Description = "With --target a CSV file. Otherwise the draw of the toy's data: a seed, or for cubic the reference's own. Default: reference for cubic, the run's seed for clusters.",
        HelpName = "file|reference|seed",
    }.NotEmpty();

    readonly Option<double> _deviation = new("--data-deviation")
    {
        Description = "Deviation of the noise in the cubic data; a preset that knows the noise is told.",
        HelpName = "number",
        DefaultValueFactory = _ => CubicData.DefaultDeviation,
        CustomParser = OptionRules.Number,
    };

    readonly Option<int> _networks = new("--networks") { Description = "Networks drawn for results and pictures.", HelpName = "count", DefaultValueFactory = _ => 1_000 };

    readonly Option<bool> _noPictures = new("--no-pictures") { Description = "Draw none." };

    readonly TableTrainOptions _table = new();

    readonly OutputOptions _output = new("runs/ and what was asked for");

    /// <summary> The command. </summary>
    public Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var command = new Command("train", Text) { _task, _preset, _data, _deviation, _networks, _noPictures };
        _table.AddTo(command);
        _output.AddTo(command);
        foreach (var option in _binder.Options)
            command.Add(option);
        command.SetAction(parsed => Run(parsed, terminal, cancellation));
        return command;
    }

    /// <summary> What a command line asks for. </summary>
    /// <exception cref="ToolException"> A value cannot be used. </exception>
    public TrainingRequest Request(ParseResult parsed)
    {
        if (_table.IsAsked(parsed))
            throw new ToolException(ExitCode.Usage, "target: a sweep is over toys, not over tables.");
        var name = parsed.GetValue(_task)!;
        var preset = parsed.GetValue(_preset) ?? (name is CubicTask.Name ? "anchored" : "disagreement");
        var given = _binder.Given(parsed);
        var options = Overlay(Presets.Load(preset), given);
        var networks = Networks(parsed);
        if (_table.WithoutTarget(parsed) is { } lone)
            throw new ToolException(ExitCode.Usage, $"{lone}: there is no table; name the columns to predict with --target.");
        IToyTask task = name is CubicTask.Name ? Cubic(parsed) : Clusters(parsed, options.Seed);
        if (name is CubicTask.Name && options.NoiseDeviation > 0 && !given.ContainsKey("noise-deviation") && parsed.GetValue(_deviation) is > 0 and var deviation)
            options = options with { NoiseDeviation = deviation };
        return new(task, preset, options, networks, !parsed.GetValue(_noPictures), Changes(parsed, given, [_data, _deviation, _networks]));
    }

    int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        if (_table.IsAsked(parsed))
            return RunTable(parsed, terminal, cancellation);
        var request = Request(parsed);
        Warmup.Meet();
        var outcome = new TrainingRun(request, terminal).Execute(
            _output.Folder(parsed) ?? request.DefaultFolder, _output.Force(parsed), _output.Threads(parsed), cancellation);
        outcome.Show(terminal, _output.Json(parsed));
        return outcome.ExitCode;
    }

    int RunTable(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var request = TableRequest(parsed);
        Warmup.Meet();
        var outcome = new TableRun(request, terminal).Execute(
            _output.Folder(parsed) ?? request.DefaultFolder, _output.Force(parsed), _output.Threads(parsed), cancellation);
        outcome.Show(terminal, _output.Json(parsed));
        return ExitCode.Done;
    }

    TableRequest TableRequest(ParseResult parsed)
    {
        if (parsed.GetValue(_data) is not { } file)
            throw new ToolException(ExitCode.Usage, "target: there is no table; give a CSV file with --data.");
        foreach (var option in (Option[])[_task, _deviation])
            if (parsed.GetResult(option) is { Implicit: false })
                throw new ToolException(ExitCode.Usage, $"{option.Name.TrimStart('-')}: a toy has that, and with --target it is a table that is learned.");
        var table = _table.Table(parsed);
        var preset = parsed.GetValue(_preset) ?? (table.Classify ? "classification" : "calibrated");
        var given = _binder.Given(parsed);
        var training = Overlay(Presets.Load(preset), given);
        if (!table.Classify && given["cross-fit"]?.GetValue<bool>() is false)
            throw new ToolException(ExitCode.Usage, "cross-fit: a table of numbers needs it, to learn their noise.");
        if (training.CrossFit == table.Classify)
            throw new ToolException(ExitCode.Usage, $"The preset '{preset}' {(table.Classify ? "learns the noise of numbers, which classes have not; take classification" : "does not learn the noise of numbers; take calibrated")}.");
        return new(
            file, table, _table.TestFraction(parsed), preset, training, given.ContainsKey("steps") ? training.Steps : null, Networks(parsed),
            !parsed.GetValue(_noPictures), [.. _table.Changes(parsed), .. Changes(parsed, given, [_networks])]);
    }

    int Networks(ParseResult parsed)
    {
        var networks = parsed.GetValue(_networks);
        return networks >= 2 ? networks : throw new ToolException(ExitCode.Usage, $"networks: {networks}; give at least 2, since uncertainty is how they differ.");
    }

    /// <summary> A preset with what was given laid over it. </summary>
    /// <exception cref="ToolException"> An option is impossible. </exception>
    public static HyperGanOptions Overlay(HyperGanOptions preset, JsonObject given)
    {
        try
        {
            var options = preset.With(given.ToJsonString());
            options.Check();
            return options;
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException)
        {
            throw new ToolException(ExitCode.Usage, e.Message, e);
        }
    }

    CubicTask Cubic(ParseResult parsed)
    {
        var (source, deviation) = (parsed.GetValue(_data) ?? "reference", parsed.GetValue(_deviation));
        if (deviation < 0 || !double.IsFinite(deviation))
            throw new ToolException(ExitCode.Usage, $"data-deviation: {deviation}; give a finite number of at least 0.");
        if (!Real.IsFinite((Real)(LargestDraw * deviation)))
            throw new ToolException(ExitCode.Usage, $"data-deviation: {deviation}; the data would be beyond the largest number, {Real.MaxValue}.");
        return new(source is "reference" ? CubicData.Reference(deviation) : CubicData.Sample(Seed(source, "a seed, or reference"), deviation), source);
    }

    ClustersTask Clusters(ParseResult parsed, ulong runSeed)
    {
        var seed = parsed.GetValue(_data) is { } text ? Seed(text, "a seed") : runSeed;
        return new(ThreeClusters.Sample(seed), seed);
    }

    static ulong Seed(string text, string wanted) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw new ToolException(ExitCode.Usage, File.Exists(text) ? $"data: to learn from the table '{text}', name the columns to predict with --target." : $"data: '{text}'; give {wanted}.");

    static string[] Changes(ParseResult parsed, JsonObject given, Option[] own)
    {
        var changes = given.Where(pair => pair.Key is not "seed").Select(pair => $"{pair.Key}={pair.Value!.ToJsonString().Trim('[', ']', '"')}").ToList();
        foreach (var option in own)
            if (parsed.GetResult(option) is { Implicit: false } result)
                changes.Add($"{option.Name.TrimStart('-')}={string.Concat(result.Tokens.Select(token => token.Value))}");
        return [.. changes];
    }
}
