using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan.Bench.Compare;

/// <summary> The reference's z mode: a training step, and a prediction by the networks that it trains. </summary>
sealed class ReferenceStep
{
    const double Rate = 1e-4, StatisticsRate = 1e-3, FitWeight = 0.1, InformationWeight = 25;

    readonly StepSizes _sizes;
    readonly HyperNetwork _network;
    readonly CodeInformation _information;
    readonly Trainer _trainer;
    readonly Ensemble _ensemble;
    readonly RandomStream _noise, _order;
    readonly Real[] _rows, _inputs, _targets, _points;
    readonly int[] _batch, _partners;
    ulong _predictions;

    public ReferenceStep(StepSizes sizes, Team? team)
    {
        _sizes = sizes;
        Tape = new(seed: 1, team);
        var main = new MainNetwork(sizes.Widths);
        var source = new NoiseSource(Prior.Uniform, StepSizes.Noise, Condition.Noise, labels: 0, Tape.Random.Split("noise"));
        _network = new(Tape, new(Tape, main, source.Width, StepSizes.Latent, StepSizes.Mixer), source);
        _information = new(Tape, main.Layers * StepSizes.Latent, StepSizes.Noise, StepSizes.Statistics);
        (_noise, _order) = (Tape.Random.Split("step"), Tape.Random.Split("order"));
        (_inputs, _targets) = Data(sizes.Batch);
        (_points, _batch) = (Numbers(sizes.Points * main.Inputs), [.. Enumerable.Range(0, sizes.Batch)]);
        (_rows, _partners) = (new Real[sizes.Members * source.Width], new int[sizes.Members]);
        _trainer = new(_network, TrainingData.Regression(_inputs, main.Inputs, _targets, main.Outputs), new SquaredFit(), _information, new()
        {
            Members = sizes.Members,
            BatchSize = sizes.Batch,
            FitWeight = FitWeight,
            DiversityWeight = InformationWeight,
            Rate = Rate,
            DiversityRate = StatisticsRate,
        });
        _ensemble = new(_network);
        Step();
    }

    /// <summary> What the last step recorded. </summary>
    public Tape Tape { get; }

    /// <summary> Fresh noise, a pass forward and back, and the optimisers. A single member has no partner but itself: the cost is the same. </summary>
    public StepFigures Step()
    {
        _network.Source.Sample(_rows, _noise);
        if (_sizes.Members > 1)
            _order.Derangement(_partners);
        _information.Pair(_partners);
        return _trainer.Step(new(_inputs, _targets, [], _batch), _rows);
    }

    /// <summary> Mean and deviation of fresh networks at every point. </summary>
    public EnsembleSummary Predict() => _ensemble.Summarize(_points, _sizes.Networks, seed: ++_predictions);

    /// <summary> x³ with noise where the network has one input and one output, numbers of no meaning otherwise: the time does not depend on them. </summary>
    (Real[] Inputs, Real[] Targets) Data(int rows)
    {
        if (_sizes.Widths is not [1, .., 1])
            return (Numbers(rows * _sizes.Widths[0]), Numbers(rows * _sizes.Widths[^1]));
        var cubic = CubicData.Sample(seed: 1, count: Math.Max(2, rows));
        return ([.. cubic.X.Take(rows)], [.. cubic.Y.Take(rows)]);
    }

    static Real[] Numbers(int count)
    {
        var numbers = new Real[count];
        new RandomStream(1).Split("numbers").Uniform(numbers, -4, 4);
        return numbers;
    }
}
