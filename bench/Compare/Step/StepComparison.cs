using System.Diagnostics;
using System.Text.Json.Nodes;
using HyperGan.Kernels;
using static HyperGan.Bench.Compare.Report;

namespace HyperGan.Bench.Compare;

/// <summary> A whole training step and a whole prediction, beside the multiply-add limit of this machine and beside another program. </summary>
static class StepComparison
{
    const int BytesSteps = 20;

    /// <summary> Measures and prints; the exit code. </summary>
    public static int Run(StepPlan plan)
    {
        try
        {
            var row = Measure(plan);
            if (plan.Json)
                Console.WriteLine(Json(plan, row));
            else
                Print(plan, row);
            return 0;
        }
        catch (InvalidOperationException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    sealed record Round(double[] Rates, double? RoundTrip, PeerFigures? Peer);

    static StepRow Measure(StepPlan plan)
    {
        var cores = new Cores(plan.Threads);
        using var team = cores.Apart(() => new Team(plan.Threads));
        var step = new ReferenceStep(plan.Sizes, team);
        RequireFinite(step.Step().Loss, "loss of the step");
        var bytes = BytesPerStep(step);
        using var limit = cores.Apart(() => Limit.Find(plan.Threads));
        var stepMemory = PeakMegabytes;
        List<Round> rounds = [];
        RequireFinite(step.Predict().Means[0], "mean of the prediction");
        for (var round = 0; round < plan.Rounds; round++)
        {
            cores.Settle();
            var rates = new Interleaved(plan.Threads, rounds: 3).Rates([step.Training, step.Prediction, limit.Contender]);
            double? roundTrip = plan.Threads > 1 && Environment.ProcessorCount > 1 ? RoundTrip.Nanoseconds(cores) : null;
            cores.Settle();
            rounds.Add(new(rates, roundTrip, plan.Peer is null ? null : cores.Everywhere(() => Peer.Run(plan.Peer))));
        }
        var peak = PeakMegabytes;   // before the profile, which makes steps of its own
        var profile = StepProfile.Milliseconds(plan.Sizes, team, rounds: 15);
        return Row(plan.Sizes, rounds, profile, bytes, (stepMemory, peak));
    }

    static StepRow Row(StepSizes sizes, List<Round> rounds, double[] profile, double bytes, (double Steps, double All) peak)
    {
        var milliseconds = Median(rounds, r => 1e-6 / r.Rates[0]);
        var predict = Median(rounds, r => 1e-6 / r.Rates[1]);
        var limit = Median(rounds, r => r.Rates[2]);
        profile[(int)StepPart.Rest] = milliseconds - (profile.Sum() - profile[(int)StepPart.Rest]);
        return new()
        {
            StepMilliseconds = milliseconds,
            PredictMilliseconds = predict,
            StepShare = sizes.StepFlops / (milliseconds * 1e6) / limit,
            PredictShare = sizes.PredictionFlops / (predict * 1e6) / limit,
            RoundTrip = rounds[0].RoundTrip is null ? null : Median(rounds, r => r.RoundTrip!.Value),
            BytesPerStep = bytes,
            StepPeak = peak.Steps,
            Peak = peak.All,
            Parts = profile,
            Peer = rounds[0].Peer is { } peer
                ? new(peer.Name, Median(rounds, r => r.Peer!.StepMilliseconds), Median(rounds, r => r.Peer!.PredictMilliseconds))
                : null,
        };
    }

    /// <summary> The least of a few turns: in the first one the runtime may still compile, and what it allocates itself would count. </summary>
    static double BytesPerStep(ReferenceStep step)
    {
        var least = long.MaxValue;
        for (var turn = 0; turn < 3; turn++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var i = 0; i < BytesSteps; i++)
                step.Step();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        return least / (double)BytesSteps;
    }

    static double PeakMegabytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / 1e6;
        }
    }

    static void RequireFinite(double value, string what)
    {
        if (!double.IsFinite(value))
            throw new InvalidOperationException($"The {what} is {value}: what computes wrong numbers is not measured.");
    }

    static double Median(List<Round> rounds, Func<Round, double> figure) =>
        Interleaved.Median([.. rounds.Select(figure)]);

    static string Json(StepPlan plan, StepRow row)
    {
        var parts = new JsonObject();
        foreach (var part in Enum.GetValues<StepPart>())
            parts[Name(part)] = Rounded(row.Parts[(int)part], 4);
        var json = new JsonObject
        {
            ["threads"] = plan.Threads,
            ["members"] = plan.Sizes.Members,
            ["step_ms"] = Rounded(row.StepMilliseconds, 4),
            ["predict_ms"] = Rounded(row.PredictMilliseconds, 2),
            ["bytes_per_step"] = Rounded(row.BytesPerStep, 1),
            ["step_peak_mb"] = Rounded(row.StepPeak, 1),
            ["peak_mb"] = Rounded(row.Peak, 1),
            ["step_share"] = Rounded(row.StepShare, 3),
            ["predict_share"] = Rounded(row.PredictShare, 3),
            ["parts_ms"] = parts,
        };
        if (row.RoundTrip is { } nanoseconds)
            json["round_trip_ns"] = Rounded(nanoseconds, 0);
        if (row.Peer is { } peer)
        {
            json["peer"] = peer.Name;
            json["peer_step_ms"] = Rounded(peer.StepMilliseconds, 4);
            json["peer_predict_ms"] = Rounded(peer.PredictMilliseconds, 2);
            json["step_ratio"] = Rounded(row.StepRatio!.Value, 2);
            json["predict_ratio"] = Rounded(row.PredictRatio!.Value, 2);
        }
        return json.ToJsonString();
    }

    static double Rounded(double value, int digits) => Math.Round(value, digits);

    static string Name(StepPart part) => part.ToString().ToLowerInvariant();

    static void Print(StepPlan plan, StepRow row)
    {
        var sizes = plan.Sizes;
        var report = new Report(" ", "ms", "of the limit", "peer, ms", "peer/ours");
        report.Add($"step of {sizes.Members} members", Figure(row.StepMilliseconds, 3), $"{Figure(100 * row.StepShare, 0)} %", Figure(row.Peer?.StepMilliseconds, 3), Figure(row.StepRatio, 2));
        foreach (var part in Enum.GetValues<StepPart>())
            report.Add($"  {Name(part)}", Figure(row.Parts[(int)part], 3), "", "", "");
        report.Add($"{sizes.Networks} networks × {sizes.Points} points", Figure(row.PredictMilliseconds, 1), $"{Figure(100 * row.PredictShare, 0)} %", Figure(row.Peer?.PredictMilliseconds, 1), Figure(row.PredictRatio, 2));
        report.Print();
        Console.WriteLine(
            $"Main network [{string.Join(", ", sizes.Widths)}], batch of {sizes.Batch}, {plan.Threads} thread(s), {typeof(Real).Name}. " +
            $"{Figure(row.BytesPerStep, 0)} bytes allocated per step; peak memory {Figure(row.StepPeak, 0)} MB after the steps, {Figure(row.Peak, 0)} MB after the predictions." +
            (row.RoundTrip is { } nanoseconds ? $" A number goes from one thread to another and back in {Figure(nanoseconds, 0)} ns." : ""));
    }
}
