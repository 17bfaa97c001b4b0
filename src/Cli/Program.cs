using HyperGan.Cli;
using HyperGan.Cli.Reporting;

Warmup.Begin(args);
using var interruption = new Interruption();
return CommandLine.Run(args, Terminal.OfConsole(), interruption.Token);
