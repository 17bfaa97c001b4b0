using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HyperGan.Cli.Information;
using HyperGan.Cli.Options;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Runs;
using HyperGan.Mine;
using HyperGan.Plotting;
using Spectre.Console;

namespace HyperGan.Cli.Commands;

/// <summary> <c>hypergan mi</c> </summary>
sealed class MiCommand
{
    static readonly Dictionary<string, NoisyFunction> _functions =
        new(StringComparer.Ordinal) { ["identity"] = NoisyFunction.Identity, ["cube"] = NoisyFunction.Cube, ["sine"] = NoisyFunction.Sine };

    readonly OptionBinder _binder = OptionBinder.Of<MineOptions>(OptionTexts.Mine);

    readonly Option<string> _task = new Option<string>("--task")
    {
        Description = "Gaussian pairs over their correlation, or x and a function of it over the noise.", DefaultValueFactory = _ => GaussianTask.Name,
    }.AcceptOnlyFromAmong(GaussianTask.Name, FunctionTask.Name);

    readonly Option<string> _function = new Option<string>("--function")
    {
        Description = "x, x³ or sin x, for --task function.", DefaultValueFactory = _ => "cube",
    }.AcceptOnlyFromAmong([.. _functions.Keys]);

    readonly Option<int> _count = Count("--count", "Settings of the sweep: correlations from −0.99 to 0.99, or deviations of the noise from 0.1 to 3.", 15);

    readonly Option<int> _dimension = Count("--dimension", "Columns of x and of z, for --task gaussian.", 1);

    readonly Option<int> _samples = Count("--samples", "Pairs to fit, at every setting.", 3_000);

    readonly Option<int> _fresh = Count("--fresh", "Fresh pairs that the estimate comes from.", 10_000);

    readonly OutputOptions _output = new("runs/mi-TASK-seedN");

    /// <summary> The command. </summary>
    public Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var command = new Command("mi", "Estimates mutual information from samples with MINE, over a sweep whose truth is known.") { _task, _function, _count, _dimension, _samples, _fresh };
        _output.AddTo(command);
        foreach (var option in _binder.Options)
            command.Add(option);
        command.SetAction(parsed => Run(parsed, terminal, cancellation));
        return command;
    }

    int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var task = Task(parsed);
        var options = Options(parsed);
        var (samples, fresh) = (AtLeast(parsed, _samples, 40), AtLeast(parsed, _fresh, 40));
        var threads = _output.Threads(parsed);
        var config = Config(task, options, samples, fresh);
        var path = _output.Folder(parsed) ?? Path.Combine("runs", $"mi-{Name(parsed)}-seed{options.Seed.ToString(CultureInfo.InvariantCulture)}");
        Check(task, options);
        var folder = RunFolder.Claim(path, _output.Force(parsed), config.ToText());
        var rows = Estimate(new(task, options, samples, fresh), threads, terminal, cancellation);
        var results = Results(config, rows, task.Settings.Count);
        Write(folder, task, rows, results);
        Show(parsed, terminal, task, rows, results);
        if (rows.Count < task.Settings.Count)
            terminal.Complain($"Interrupted: {rows.Count} of {task.Settings.Count} settings are done and written.");
        terminal.Say($"The run is in {path}");
        if (_output.Json(parsed))
            terminal.Output.WriteLine(results.ToLine());
        return rows.Count < task.Settings.Count ? ExitCode.Interrupted : ExitCode.Done;
    }

    IInformationTask Task(ParseResult parsed) => parsed.GetValue(_task) is GaussianTask.Name
        ? new GaussianTask(AtLeast(parsed, _count, 2), AtLeast(parsed, _dimension, 1))
        : new FunctionTask(_functions[parsed.GetValue(_function)!], AtLeast(parsed, _count, 2));

    string Name(ParseResult parsed) => parsed.GetValue(_task) is GaussianTask.Name ? GaussianTask.Name : parsed.GetValue(_function)!;

    MineOptions Options(ParseResult parsed)
    {
        var members = JsonSerializer.SerializeToNode(new MineOptions(), MineJson.Default.MineOptions)!.AsObject();
        foreach (var (name, value) in _binder.Given(parsed))
            members[name] = value!.DeepClone();
        return members.Deserialize(MineJson.Default.MineOptions)!;
    }

    static JsonObject Config(IInformationTask task, MineOptions options, int samples, int fresh)
    {
        var config = Json.OfThisTool();
        (config["task"], config["title"], config["dimension"]) = (task.Name, task.Title, task.Dimension);
        (config["settings"], config["samples"], config["fresh"]) = (task.Settings.Count, samples, fresh);
        config["options"] = JsonSerializer.SerializeToNode(options, MineJson.Default.MineOptions);
        return config;
    }

    /// <summary> Before anything is written. </summary>
    static void Check(IInformationTask task, MineOptions options)
    {
        try
        {
            _ = new MineEstimator(task.Dimension, task.Dimension, options);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            throw new ToolException(ExitCode.Usage, e.Message, e);
        }
    }

    static IReadOnlyList<InformationRow> Estimate(InformationSweep sweep, int threads, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            return sweep.Run(threads, terminal, cancellation);
        }
        catch (AggregateException e) when (e.InnerException is InvalidOperationException diverged)
        {
            throw new ToolException(ExitCode.Diverged, diverged.Message, diverged);
        }
        catch (AggregateException e) when (e.InnerException is ArgumentException wrong)
        {
            throw new ToolException(ExitCode.Usage, wrong.Message, wrong);
        }
    }

    static JsonObject Results(JsonObject config, IReadOnlyList<InformationRow> rows, int settings)
    {
        var results = new JsonObject { ["task"] = config["task"]!.DeepClone(), ["seed"] = config["options"]!["seed"]!.DeepClone(), ["interrupted"] = rows.Count < settings };
        results["mean_absolute_error"] = rows.Count > 0 ? rows.Average(row => Math.Abs(row.Error)) : null;
        results["largest_error"] = rows.Count > 0 ? rows.Max(row => Math.Abs(row.Error)) : null;
        results["estimates"] = new JsonArray([.. rows.Select(row => new JsonObject
        {
            ["setting"] = row.Setting, ["truth"] = row.Truth, ["estimate"] = row.Estimate.Value, ["standard_error"] = row.Estimate.StandardError,
        })]);
        return results;
    }

    static void Write(RunFolder folder, IInformationTask task, IReadOnlyList<InformationRow> rows, JsonObject results)
    {
        using (var table = new CsvTable(folder.File("estimates.csv"), "setting", "truth", "estimate", "standard_error"))
            foreach (var row in rows)
                table.Add(row.Setting, row.Truth, row.Estimate.Value, row.Estimate.StandardError);
        if (rows.Count > 0)
            new InformationEstimates
            {
                Title = task.Title, Subtitle = "mutual information by MINE, on fresh samples", XLabel = task.SettingName, YLabel = "nats",
                Truth = new("truth", [.. task.FineSettings], [.. task.FineSettings.Select(task.MutualInformation)]),
                Estimates =
                [
                    new("estimate", [.. rows.Select(row => row.Setting)], [.. rows.Select(row => row.Estimate.Value)], [.. rows.Select(row => row.Estimate.StandardError)]),
                ],
            }.SavePng(folder.File("information.png"));
        AtomicFile.WriteText(folder.File(RunFolder.Results), results.ToText());
    }

    void Show(ParseResult parsed, Terminal terminal, IInformationTask task, IReadOnlyList<InformationRow> rows, JsonObject results)
    {
        if (_output.Json(parsed) || rows.Count == 0)
            return;
        var table = new Table { Title = new(Markup.Escape(task.Title)), Border = TableBorder.Rounded };
        foreach (var column in (string[])[task.SettingName, "truth, nats", "estimate", "standard error", "error"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var row in rows)
            table.AddRow([.. new[] { row.Setting, row.Truth, row.Estimate.Value, row.Estimate.StandardError, row.Error }
                .Select(value => value.ToString("F4", CultureInfo.InvariantCulture))]);
        terminal.Results.Write(table);
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean absolute error {(double)results["mean_absolute_error"]!:F4} nats"));
    }

    static Option<int> Count(string name, string text, int usual) => new(name) { Description = text, HelpName = "count", DefaultValueFactory = _ => usual };

    static int AtLeast(ParseResult parsed, Option<int> option, int least)
    {
        var value = parsed.GetValue(option);
        return value >= least ? value : throw new ToolException(ExitCode.Usage, $"{option.Name.TrimStart('-')}: {value}; give at least {least}.");
    }
}
