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
        Step(),
        Growth(),
        StartCommand.Create(Rounds(), Json()),
    };

    static Command Gemm()
    {
        var threads = Count("--threads", 1, "Threads for every contender; with one, the process is pinned to the core that neighbours disturb least.");
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
        var scaling = new Option<bool>("--scaling") { Description = "The speed with --threads threads over the speed with one: of ours, of a product for each thread that shares nothing, and of the limit." };
        var json = Json();
        var command = new Command("gemm",
            """
            Matrix products against OpenBLAS, BLIS and the multiply-add limit of this machine, GFLOP/s.

            Each library takes the kernels it thinks best, or those for 512 bits where it does not know a processor that has them;
            OPENBLAS_CORETYPE=Haswell or SkylakeX and BLIS_ARCH_TYPE=3 (haswell) or 0 (skx) overrule it. DOTNET_EnableAVX512=0 keeps our side and the limit to 256 bits.
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

    static Command Step()
    {
        var sizes = new StepSizes();
        var threads = Count("--threads", 1, "Threads; with one, the process is pinned to the core that neighbours disturb least.");
        var members = Count("--members", sizes.Members, "Members drawn in a step.", most: 100_000);
        var widths = new Option<int[]>("--widths")
        {
            Description = "Inputs, hidden widths and outputs of the main network.",
            DefaultValueFactory = _ => sizes.Widths,
            AllowMultipleArgumentsPerToken = true,
            HelpName = "n n …",
        };
        widths.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.GetValueOrDefault<int[]>() is not { Length: >= 2 } given || result.GetValueOrDefault<int[]>()!.Any(width => width < 1))
                result.AddError("--widths takes at least two numbers of at least 1: inputs, hidden widths, outputs.");
        });
        var batch = Count("--batch", sizes.Batch, "Rows of the batch.", most: 100_000);
        var networks = Count("--networks", sizes.Networks, "Networks of the prediction.", most: 1_000_000);
        var points = Count("--points", sizes.Points, "Points of the prediction.", most: 10_000_000);
        var peer = new Option<string?>("--peer")
        {
            Description = "Another program that prints one line of JSON with step_ms and predict_ms; it runs in turns with ours, and the ratios are added.",
            HelpName = "command",
        };
        var rounds = Count("--rounds", 5, "Rounds the medians are taken over.");
        var json = Json();
        var command = new Command("step",
            """
            A whole training step of the reference's z mode, and a prediction with mean and deviation: milliseconds, bytes, shares of the limit.

            The JSON has step_ms, predict_ms, bytes_per_step, peak_mb, the shares of the multiply-add limit and the milliseconds of every part.
            """)
        {
            threads, members, widths, batch, networks, points, peer, rounds, json,
        };
        command.SetAction(result => StepComparison.Run(new()
        {
            Sizes = sizes with
            {
                Members = result.GetValue(members),
                Widths = result.GetValue(widths)!,
                Batch = result.GetValue(batch),
                Networks = result.GetValue(networks),
                Points = result.GetValue(points),
            },
            Threads = result.GetValue(threads),
            Peer = result.GetValue(peer),
            Rounds = result.GetValue(rounds),
            Json = result.GetValue(json),
        }));
        return command;
    }

    static Command Growth()
    {
        var threads = Count("--threads", 1, "Threads; with one, the process is pinned to the core that neighbours disturb least.");
        var (rounds, json) = (Count("--rounds", 3, "Rounds the medians are taken over."), Json());
        var command = new Command("growth", "How a training step and a prediction grow with members, width, networks and points, and their shares of the limit.") { threads, rounds, json };
        command.SetAction(result => GrowthComparison.Run(result.GetValue(threads), result.GetValue(rounds), result.GetValue(json)));
        return command;
    }

    static Option<int> Rounds() => Count("--rounds", 15, "Rounds the medians are taken over.");

    static Option<bool> Json() => new("--json") { Description = "One object a line instead of a table." };

    static Option<int> Count(string name, int fallback, string description, int most = 1024)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValueOrDefault<int>() is >= 1 and var count && count <= most)
                return;
            result.AddError($"{name} takes a number from 1 to {most}.");
        });
        return option;
    }
}
