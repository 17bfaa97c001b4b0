using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Trains, and finds by rows kept out of the training how many steps are good and which temperature makes probabilities come true. Where rows
/// are many, a tenth is kept out for good; where they are few, up to five trainings, each without another tenth, are asked for theirs, and a
/// last one has all rows. Every tenth has its share of every class, and the only row of a class is never kept out.
/// </summary>
sealed class Tempering(TrainingData data, int classes, ClassifierOptions options, Trainings trainings)
{
    /// <summary> Rows that suffice to find a temperature. </summary>
    const int Enough = 250;

    /// <summary> Rows kept out at most: more are better used for training. </summary>
    const int Most = 2_000;

    /// <summary> How often a training is looked at. </summary>
    const int Looks = 10;

    const int MostCuts = 5, Share = 10;

    /// <summary> The training that is to be used, and its temperature. </summary>
    public (TrainingSession Session, double Temperature) Run()
    {
        var parts = Parts();
        var cuts = Math.Clamp((int)Math.Ceiling(Enough * (double)parts.Length / data.Rows), 1, MostCuts);
        var isLarge = cuts == 1;
        var steps = options.For(data.Rows).Steps;
        trainings.Steps = (long)steps * (isLarge ? 1 : cuts + 1);
        var losses = new HeldOutLosses(Looks);
        TrainingSession? session = null;
        for (var cut = 0; cut < cuts; cut++)
            session = Train(data.Part([.. parts.Where((_, part) => part != cut).SelectMany(rows => rows)]), steps, parts[cut], losses);
        var (look, temperature) = losses.Best();
        if (isLarge && look == Looks - 1)
            return (session!, temperature);
        var last = StepOf(look, steps);
        trainings.Steps = (long)steps * cuts + last;
        return (trainings.Run(Options(steps), data, classes, last), temperature);
    }

    TrainingSession Train(TrainingData rows, int steps, int[] outside, HeldOutLosses losses)
    {
        var kept = outside.Length > 0 ? data.Part(outside) : null;
        return trainings.Run(Options(steps), rows, classes, goesOn: Look);

        bool Look(TrainingSession session, int step)
        {
            for (var look = 0; kept is not null && look < Looks; look++)
                if (step == StepOf(look, steps))
                    losses.Add(look, session.Ensemble, kept);
            return true;
        }
    }

    HyperGanOptions Options(int steps) => options.For(data.Rows) with { Steps = steps };

    static int StepOf(int look, int steps) => Math.Max(1, (int)((look + 1L) * steps / Looks));

    /// <summary> The rows in parts of equal size, of each class as many; the first row of each class is in the last part, which is never kept out. </summary>
    int[][] Parts()
    {
        var order = new int[data.Rows];
        new RandomStream(options.Seed).Split("tempering").Permutation(order);
        var count = Math.Max(Share, data.Rows / Most);
        var parts = Enumerable.Range(0, count).Select(_ => new List<int>()).ToArray();
        var seen = new bool[classes];
        var next = 0;
        foreach (var row in order.OrderBy(row => data.Labels[row]))   // stable
        {
            var isFirst = !seen[data.Labels[row]];
            seen[data.Labels[row]] = true;
            parts[isFirst ? count - 1 : next++ % count].Add(row);
        }
        return [.. parts.Select(part => part.ToArray())];
    }
}
