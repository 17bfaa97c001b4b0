using System.CommandLine;

namespace HyperGan.Bench.Compare;

/// <summary> The command line of `compare start`. </summary>
static class StartCommand
{
    public static Command Create(Option<int> rounds, Option<bool> json)
    {
        var program = new Option<string>("--program")
        {
            Description = "The tool, an executable file; the one that is published with Native AOT for instance. Default: the build beside this one.",
            DefaultValueFactory = _ => StartPlan.DefaultProgram,
            HelpName = "path",
        };
        var threads = new Option<int>("--threads") { Description = "Threads the tool is given.", DefaultValueFactory = _ => 1 };
        var command = new Command("start",
            """
            From the start of the tool's process to the end of its first training step, milliseconds, and a program that does nothing.

            The tool is started as anyone starts it, `train --task cubic --steps 1`; the clock stops when it reports its first step.
            """)
        {
            program, threads, rounds, json,
        };
        command.SetAction(result => StartComparison.Run(new(result.GetValue(program)!, result.GetValue(threads), result.GetValue(rounds), result.GetValue(json))));
        return command;
    }
}
