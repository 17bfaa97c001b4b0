using System.Diagnostics;
using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Bench.Compare;

/// <summary> The parts a step's time goes to. </summary>
enum StepPart
{
    Mixer, Heads, Main, Statistics, Optimizer, Rest,
}

/// <summary> Times every recorded operation of a step, forward and back, and adds up what belongs together. </summary>
static class StepProfile
{
    static readonly TrainerSettings _settings = new();

    /// <summary> Milliseconds of each part but the rest, which is what the whole takes beyond them; medians over the rounds. </summary>
    public static double[] Milliseconds(StepSizes sizes, Team? team, int rounds)
    {
        var parts = Milliseconds(new ReferenceStep(sizes with { Members = Math.Min(sizes.Members, _settings.MembersRemembered) }, team).Tape, rounds);
        // A larger step forgets its networks group by group, a still larger one also its codes block by block: one group's, one block's, as often as
        // there are groups and blocks. What is computed a second time goes to the rest.
        if (sizes.Members > _settings.MembersAtATime)
        {
            var group = Milliseconds(new ReferenceStep(sizes with { Members = _settings.MembersAtATime }, team).Tape, rounds);
            Repeat(group, _settings.MembersAtATime, StepPart.Heads, StepPart.Main);
        }
        if (sizes.Members > _settings.MembersRemembered)
            Repeat(parts, _settings.MembersRemembered, StepPart.Mixer, StepPart.Statistics);
        return parts;

        void Repeat(double[] few, int members, params ReadOnlySpan<StepPart> which)
        {
            foreach (var part in which)
                parts[(int)part] = few[(int)part] * sizes.Members / members;
        }
    }

    static double[] Milliseconds(Tape tape, int rounds)
    {
        var parts = Parts(tape);
        var optimizer = new Adam(tape.Parameters, rate: 0);
        var samples = Enum.GetValues<StepPart>().Select(_ => new double[rounds]).ToArray();
        for (var round = -1; round < rounds; round++)   // the first only warms up
        {
            var times = new long[samples.Length];
            Forward(tape, parts, times);
            Backward(tape, parts, times);
            var start = Stopwatch.GetTimestamp();
            optimizer.Step();
            times[(int)StepPart.Optimizer] += Stopwatch.GetTimestamp() - start;
            for (var part = 0; part < samples.Length && round >= 0; part++)
                samples[part][round] = Stopwatch.GetElapsedTime(0, times[part]).TotalMilliseconds;
        }
        return [.. samples.Select(Interleaved.Median)];
    }

    static void Forward(Tape tape, StepPart[] parts, long[] times)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            ref readonly var node = ref tape.Nodes[i];
            var start = Stopwatch.GetTimestamp();
            node.Op.Forward(in node);
            times[(int)parts[i]] += Stopwatch.GetTimestamp() - start;
        }
    }

    static void Backward(Tape tape, StepPart[] parts, long[] times)
    {
        var start = Stopwatch.GetTimestamp();
        tape.ClearGrads(from: 0);
        tape.Nodes[^1].Y.Grads[0] = 1;
        times[(int)StepPart.Rest] += Stopwatch.GetTimestamp() - start;
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            ref readonly var node = ref tape.Nodes[i];
            if (!tape.Reached(node))
                continue;
            start = Stopwatch.GetTimestamp();
            node.Op.Backward(in node);
            times[(int)parts[i]] += Stopwatch.GetTimestamp() - start;
        }
    }

    /// <summary> An operation belongs to the network whose parameters it reads; one that multiplies without any to the main network, whose weights are generated. </summary>
    static StepPart[] Parts(Tape tape)
    {
        var parts = new StepPart[tape.Nodes.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            ref readonly var node = ref tape.Nodes[i];
            parts[i] = Reader(tape, node) switch
            {
                { } name when name.StartsWith("generator.mixer.", StringComparison.Ordinal) => StepPart.Mixer,
                { } name when name.StartsWith("generator.", StringComparison.Ordinal) => StepPart.Heads,
                not null => StepPart.Statistics,
                null when string.Equals(node.Op.Name, "Affine", StringComparison.Ordinal) => StepPart.Main,
                null => StepPart.Rest,
            };
        }
        return parts;
    }

    /// <summary> The first parameter among the operands. </summary>
    static string? Reader(Tape tape, in Node node)
    {
        foreach (var parameter in tape.Parameters)
        {
            var start = tape.Own(parameter.Tensor).Start;
            if (start == node._a.Start || start == node._b.Start || start == node._c.Start)
                return parameter.Name;
        }
        return null;
    }
}
