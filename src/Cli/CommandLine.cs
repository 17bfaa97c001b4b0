using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using HyperGan.Cli.Commands;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli;

/// <summary> The tool: arguments in, an exit code out. Whatever goes wrong ends as a message on the error stream, never as a stack trace unless asked for. </summary>
static class CommandLine
{
    static readonly Option<bool> _verbose = new("--verbose") { Description = "Show where an error comes from.", Recursive = true };

    /// <summary> Runs one command. </summary>
    /// <param name="arguments"> Without the name of the program. </param>
    /// <param name="terminal"> Where to write. </param>
    /// <param name="cancellation"> Asks it to stop where nothing is lost. </param>
    /// <returns> One of <see cref="ExitCode"/>. </returns>
    public static int Run(IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellation = default)
    {
        var parsed = Root(terminal, cancellation).Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (parsed.Action is ParseErrorAction refusal)
        {
            refusal.ShowHelp = false;
            configuration.Output = terminal.Error;
            parsed.Invoke(configuration);
            terminal.Complain($"'{parsed.CommandResult.Path()} --help' shows what there is.");
            return ExitCode.Usage;
        }
        try
        {
            return parsed.Invoke(configuration);
        }
        catch (Exception e)
        {
            terminal.Complain(parsed.GetValue(_verbose) ? e.ToString() : Message(e));
            return Code(e);
        }
    }

    static Command Root(Terminal terminal, CancellationToken cancellation)
    {
        // A plain command rather than a RootCommand, which would call itself after the file it runs from.
        var root = new Command("hypergan", $"Neural-network uncertainty: one generator that turns noise into whole networks.\n\n{ExitCode.Help}")
        {
            new HelpOption(),
            new VersionOption(),
            _verbose,
            new TrainCommand().Create(terminal, cancellation),
            new PredictCommand().Create(terminal, cancellation),
            EvaluateCommand.Create(terminal, cancellation),
            new MiCommand().Create(terminal, cancellation),
            SweepCommand.Create(terminal, cancellation),
        };
        return root;
    }

    static string Message(Exception e) => e switch
    {
        ToolException or TableException or InvalidDataException => e.Message,
        OperationCanceledException => "Interrupted.",
        IOException or UnauthorizedAccessException => e.Message,
        OutOfMemoryException or OverflowException => "There is not enough memory for this; lower --hidden, --members, --batch-size or --networks.",
        _ => $"Unexpected: {e.Message} (--verbose shows where)",
    };

    static int Code(Exception e) => e switch
    {
        ToolException failure => failure.ExitCode,
        TableException or InvalidDataException => ExitCode.Usage,
        OperationCanceledException => ExitCode.Interrupted,
        IOException or UnauthorizedAccessException => ExitCode.Files,
        OutOfMemoryException or OverflowException => ExitCode.Usage,
        _ => ExitCode.Unexpected,
    };

    static string Path(this System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{parent.Path()} {command.Command.Name}" : command.Command.Name;
}
