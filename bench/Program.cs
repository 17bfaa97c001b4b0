using System.CommandLine;
using BenchmarkDotNet.Running;
using HyperGan.Bench.Compare;
using HyperGan.Bench.Results;

// Before anything else is loaded.
if (args is [StartComparison.Nothing])
    return 0;

// Everything that is not one of our own commands belongs to BenchmarkDotNet, which has a command line of its own.
return args is [not ("compare" or "results" or "--help" or "-h" or "-?" or "--version"), ..] ? RunBenchmarks(args) : RunCommand(args);

static int RunCommand(string[] args)
{
    var root = new RootCommand(
        """
        Measures HyperGan for .NET.

          compare …      side-by-side runs against other libraries, as ratios from one interleaved run
          results …      the figures that are kept, and those of the README
          --filter '*'   (or any other option of BenchmarkDotNet) the benchmark classes; --list flat names them

        Exit codes: 0 fine, 1 a wrong result, 2 bad arguments.
        """)
    {
        CompareCommand.Create(),
        ResultsCommand.Create(),
    };
    var parsed = root.Parse(args);
    var code = parsed.Invoke();
    return parsed.Errors.Count > 0 ? 2 : code;
}

static int RunBenchmarks(string[] args)
{
    // BenchmarkDotNet builds this project again in a process of its own; MSBuild takes the precision from the environment there.
    Environment.SetEnvironmentVariable("Precision", typeof(Real) == typeof(double) ? "double" : "single");
    var summaries = BenchmarkSwitcher.FromAssembly(typeof(CompareCommand).Assembly).Run(args).ToList();
    if (summaries.Exists(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)))
        return 1;
    return summaries.Count > 0 || args.Contains("--list") || args.Contains("--info") ? 0 : 2;
}
