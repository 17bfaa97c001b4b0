using System.CommandLine;

namespace HyperGan.Bench.Compare;

/// <summary> The command line of `compare`. </summary>
static class CompareCommand
{
    public static Command Create() => new("compare", "Side-by-side runs: the contenders take turns, the figures are medians over the rounds.")
    {
        Gemm(),
        Elementary(),
        Tape(),
    };

    static Command Gemm()
    {
        var threads = Count("--threads", 1, "Threads for every contender; with one, the process is pinned to one core.");
        var form = new Option<string>("--form") { Description = "Operands as they lie (N) or transposed (T).", DefaultValueFactory = _ => "NN" };
        form.AcceptOnlyFromAmong([.. GemmForm.All.Select(f => f.Name), "all"]);
        var shapes = new Option<GemmShape[]>("--shape")
        {
            Description = "Only these shapes, m×n×k written 32x512x200, a stack of 8 products written 1000x100x100@8.",
            CustomParser = GemmShape.ParseAll,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "mxnxk[@stack]",
        };
        var rounds = Rounds();
        var scaling = new Option<bool>("--scaling") { Description = "The speed with --threads threads over the speed with one, for ours and for the limit." };
        var json = Json();
        var command = new Command("gemm",
            """
            Matrix products against OpenBLAS, BLIS and the multiply-add limit of this machine, GFLOP/s.

            Each library takes the kernels it thinks best; OPENBLAS_CORETYPE=Haswell or SkylakeX and BLIS_ARCH_TYPE=3 (haswell) or 0 (skx)
            overrule it. DOTNET_EnableAVX512=0 keeps our side and the limit to 256 bits.
            """)
        {
            threads, form, shapes, rounds, scaling, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(scaling) && result.GetValue(threads) < 2)
                result.AddError("--scaling compares several threads with one: say how many with --threads 2 or more.");
        });
        command.SetAction(result =>
        {
            var plan = new GemmPlan(
                result.GetValue(threads),
                GemmForm.Named(result.GetValue(form)!),
                result.GetValue(shapes) is { Length: > 0 } chosen ? chosen : GemmShape.Table,
                result.GetValue(rounds),
                result.GetValue(json));
            return result.GetValue(scaling) ? GemmScaling.Run(plan) : GemmComparison.Run(plan);
        });
        return command;
    }

    static Command Elementary()
    {
        var (rounds, json) = (Rounds(), Json());
        var command = new Command("elementary", "exp, log, tanh and their family, soft-max and log-sum-exp against TensorPrimitives, nanoseconds per element.") { rounds, json };
        command.SetAction(result => ElementaryComparison.Run(result.GetValue(rounds), result.GetValue(json)));
        return command;
    }

    static Command Tape()
    {
        var (rounds, json) = (Rounds(), Json());
        var command = new Command("tape", "What one recorded operation of sixteen numbers costs, nanoseconds, and the bytes a step allocates.") { rounds, json };
        command.SetAction(result => TapeComparison.Run(result.GetValue(rounds), result.GetValue(json)));
        return command;
    }

    static Option<int> Rounds() => Count("--rounds", 15, "Rounds the medians are taken over.");

    static Option<bool> Json() => new("--json") { Description = "One object a line instead of a table." };

    static Option<int> Count(string name, int fallback, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValueOrDefault<int>() is >= 1 and <= 1024)
                return;
            result.AddError($"{name} takes a number from 1 to 1024.");
        });
        return option;
    }
}
