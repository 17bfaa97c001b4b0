using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HyperGan.Cli.Information;
using HyperGan.Cli.Options;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Runs;
using HyperGan.Mine;

namespace HyperGan.Cli.Commands;

/// <summary> <c>hypergan mi</c> </summary>
sealed class MiCommand
{
    static readonly Dictionary<string, NoisyFunction> _functions =
        new(StringComparer.Ordinal) { ["identity"] = NoisyFunction.Identity, ["cube"] = NoisyFunction.Cube, ["sine"] = NoisyFunction.Sine };

    readonly OptionBinder _binder = OptionBinder.Of<MineOptions>(OptionTexts.Mine);

    readonly Option<string> _task = new Option<string>("--task")
    {
        Description = "Gaussian pairs over their correlation, or x and a function of it over the noise.",
        DefaultValueFactory = _ => GaussianTask.Name,
    }.AcceptOnlyFromAmong(GaussianTask.Name, FunctionTask.Name);

    readonly Option<string> _function = new Option<string>("--function")
    {
        Description = "x, x³ or sin x, for --task function.",
        DefaultValueFactory = _ => "identity",
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
        RequireOptionsOfTheTask(parsed);
        var task = Task(parsed);
        var options = Options(parsed);
        var (samples, fresh) = (AtLeast(parsed, _samples, 40), AtLeast(parsed, _fresh, 40));
        var threads = _output.Threads(parsed);
        var config = Config(task, options, samples, fresh);
        var path = _output.Folder(parsed) ?? Path.Combine("runs", $"mi-{Name(parsed)}-seed{options.Seed.ToString(CultureInfo.InvariantCulture)}");
        Check(task, options);
        CheckMemory(task, samples, threads);
        var folder = RunFolder.Claim(path, _output.Force(parsed), config.ToText());
        var rows = Estimate(new(task, options, samples, fresh), threads, terminal, cancellation);
        var report = new InformationReport(task, options.Seed, rows);
        report.Write(folder);
        report.Show(terminal, path, _output.Json(parsed));
        return report.Interrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    void RequireOptionsOfTheTask(ParseResult parsed)
    {
        Option stranger = parsed.GetValue(_task) is GaussianTask.Name ? _function : _dimension;
        if (parsed.GetResult(stranger) is { Implicit: false })
            throw new ToolException(ExitCode.Usage, $"{stranger.Name.TrimStart('-')}: --task {parsed.GetValue(_task)} has none; {(stranger == _function ? "give --task function" : "its x and z have one column")}.");
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

    /// <summary> At the least, every setting that is worked at has its pairs twice, as drawn and as the critic sees them: what cannot fit is refused here, and not by the operating system in the middle. </summary>
    static void CheckMemory(IInformationTask task, int samples, int threads)
    {
        var needed = 4.0 * sizeof(Real) * task.Dimension * samples * Math.Min(threads, task.Settings.Count);
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available)
            throw new ToolException(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"samples: so many pairs need {needed / (1 << 30):F1} GiB at the least, and there are {available / (double)(1 << 30):F1} GiB; lower --samples or --threads."));
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

    static Option<int> Count(string name, string text, int usual) => new(name) { Description = text, HelpName = "count", DefaultValueFactory = _ => usual };

    static int AtLeast(ParseResult parsed, Option<int> option, int least)
    {
        var value = parsed.GetValue(option);
        return value >= least ? value : throw new ToolException(ExitCode.Usage, $"{option.Name.TrimStart('-')}: {value}; give at least {least}.");
    }
}
