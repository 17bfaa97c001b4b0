using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Trains, and finds the <see cref="Spread"/> of each target on rows kept out of the training. Where rows are many, a tenth is kept out for good.
/// Where they are few, a tenth is too few to judge by and too many to lose: up to five trainings, each without another tenth, are asked for
/// theirs, and a last one has all rows. The same rows end a training early where that is wanted; the last one, which keeps none out, then takes
/// the mean share of its steps that was best for the others.
/// </summary>
sealed class Calibration(TrainingData data, RegressorOptions options, Team? team, IProgress<FitProgress>? progress, CancellationToken cancellation)
{
    /// <summary> Rows that suffice to find a spread: its relative error is then some 5 %, which costs 0.002 nats. </summary>
    const int Enough = 250;

    const int MostCuts = 5, Share = 10, Members = 200;

    readonly Trainings _trainings = new(team, progress, cancellation);
    readonly List<double> _shares = [];

    /// <summary> The training that is to be used, and the spread of each target. </summary>
    public (TrainingSession Session, Spread[] Spreads) Run()
    {
        var order = new int[data.Rows];
        new RandomStream(options.Seed).Split("calibration").Permutation(order);
        var kept = Math.Max(1, data.Rows / Share);
        var cuts = Math.Clamp((Enough + kept - 1) / kept, 1, MostCuts);
        var isLarge = cuts == 1;
        _trainings.Steps = (long)cuts * options.For(data.Rows - kept).Steps + (isLarge ? 0 : options.For(data.Rows).Steps);
        var held = new Held(data.TargetWidth);
        TrainingSession? session = null;
        for (var cut = 0; cut < cuts; cut++)
        {
            var outside = data.Part(order.AsSpan(cut * kept, kept));
            session = Train(data.Part([.. order.AsSpan(0, cut * kept), .. order.AsSpan((cut + 1) * kept)]), outside);
            held.Add(session, outside);
        }
        return (isLarge ? session! : TrainAll(), held.Spreads());
    }

    TrainingSession Train(TrainingData rows, TrainingData outside)
    {
        var settings = options.For(rows.Rows);
        if (options.Patience is not { } patience)
            return _trainings.Run(settings, rows, Outputs);
        var stopping = new EarlyStopping(outside, settings.Steps, patience);
        var session = _trainings.Run(settings, rows, Outputs, goesOn: stopping.GoesOn);
        stopping.Restore(session);
        _shares.Add((double)stopping.Step / settings.Steps);
        return session;
    }

    TrainingSession TrainAll()
    {
        var settings = options.For(data.Rows);
        var steps = _shares.Count == 0 ? settings.Steps : Math.Max(1, (int)Math.Round(settings.Steps * _shares.Average()));
        _trainings.Steps -= settings.Steps - steps;
        return _trainings.Run(settings, data, Outputs, steps);
    }

    int Outputs => options.Training.Outputs(data.TargetWidth);

    /// <summary> Predictions of rows kept out, target by target. </summary>
    sealed class Held(int targets)
    {
        readonly List<double>[] _means = Lists(targets), _deviations = Lists(targets), _y = Lists(targets);

        public void Add(TrainingSession session, TrainingData rows)
        {
            var units = session.Scaling!.Targets!.Scales[..targets].ToArray();
            var (means, deviations) = Mixtures.Predict(session.Ensemble, rows.Inputs, units, ((CrossFittedFit)session.Fit).Levels, Members, spare: 0, seed: 0);
            for (var i = 0; i < rows.Rows * targets; i++)
            {
                _means[i % targets].AddRange(means.AsSpan(i * Members, Members));
                _deviations[i % targets].AddRange(deviations.AsSpan(i * Members, Members));
                _y[i % targets].Add(rows.Targets[i]);
            }
        }

        public Spread[] Spreads()
        {
            var spreads = new Spread[targets];
            for (var t = 0; t < targets; t++)
                spreads[t] = Spread.Of([.. _means[t]], [.. _deviations[t]], [.. _y[t]]);
            return spreads;
        }

        static List<double>[] Lists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<double>())];
    }
}
