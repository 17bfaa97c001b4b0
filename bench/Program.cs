using System.CommandLine;
using BenchmarkDotNet.Running;
using HyperGan.Bench.Compare;

// Everything that is not one of our own commands belongs to BenchmarkDotNet, which has a command line of its own.
if (args is [not ("compare" or "--help" or "-h" or "-?" or "--version"), ..])
    return BenchmarkSwitcher.FromAssembly(typeof(CompareCommand).Assembly).Run(args).Any() ? 0 : 2;

var root = new RootCommand(
    """
    Measures HyperGan for .NET.

      compare …      side-by-side runs against other libraries, as ratios from one interleaved run
      --filter '*'   (or any other option of BenchmarkDotNet) the benchmark classes; --list flat names them

    Exit codes: 0 fine, 1 a wrong result, 2 bad arguments.
    """)
{
    CompareCommand.Create(),
};
var parsed = root.Parse(args);
var code = parsed.Invoke();
return parsed.Errors.Count > 0 ? 2 : code;
