using System.CommandLine;
using System.Globalization;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Sweeps;

namespace HyperGan.Cli.Commands;

/// <summary> <c>hypergan sweep run</c>: one task by its index, or all that are open. </summary>
sealed class SweepRunCommand
{
    /// <summary> Where schedulers say which task is meant. </summary>
    static readonly string[] _variables = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX"];

    readonly Argument<string> _file = SweepCommand.File();

    readonly Option<string> _out = SweepCommand.Out();

    readonly Option<int?> _index = new("--index")
    {
        Description = $"The task to run, from 0. Default: what {string.Join(" or ", _variables)} says; without either, all tasks that are not finished.",
        HelpName = "number",
    };

    readonly Option<int> _processes = new("--processes") { Description = "Tasks at a time, each in a process of its own.", HelpName = "count", DefaultValueFactory = _ => 1 };

    readonly Option<int?> _threads = new("--threads") { Description = "Threads of each task. Default: the processors, shared among the processes.", HelpName = "count" };

    /// <summary> The command. </summary>
    public Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var command = new Command("run", "Runs one task of a sweep, or all that are not finished.") { _file, _out, _index, _processes, _threads };
        command.SetAction(parsed => Run(parsed, terminal, cancellation));
        return command;
    }

    int Run(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        var file = parsed.GetValue(_file)!;
        var sweep = SweepCommand.Open(file, parsed.GetValue(_out));
        var processes = parsed.GetValue(_processes);
        var threads = parsed.GetValue(_threads) ?? Math.Max(1, Environment.ProcessorCount / Math.Max(1, processes));
        if (processes < 1 || threads < 1)
            throw new ToolException(ExitCode.Usage, $"processes: {processes}, threads: {threads}; give at least 1 of each.");
        return Index(parsed) is { } index
            ? One(sweep, index, threads, terminal, cancellation)
            : new SweepRunner(sweep, file, processes, threads, terminal).Run(cancellation);
    }

    static int One(Sweep sweep, int index, int threads, Terminal terminal, CancellationToken cancellation)
    {
        if (index < 0 || index >= sweep.File.Count)
            throw new ToolException(ExitCode.Usage, $"index: {index}; the sweep has tasks 0 to {sweep.File.Count - 1}.");
        if (sweep.Results(index) is not null)
        {
            terminal.Say($"{sweep.Describe(index)} is finished already; nothing to do.");
            return ExitCode.Done;
        }
        terminal.Say(sweep.Describe(index));
        var outcome = sweep.Run(index, threads, terminal, cancellation);
        outcome.Show(terminal, json: true);
        return outcome.ExitCode;
    }

    int? Index(ParseResult parsed)
    {
        if (parsed.GetValue(_index) is { } index)
            return index;
        foreach (var variable in _variables)
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text)
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                    ? value
                    : throw new ToolException(ExitCode.Usage, $"{variable} is '{text}', which is no index; give one with --index.");
        return null;
    }
}
