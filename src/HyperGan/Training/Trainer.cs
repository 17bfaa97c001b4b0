using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// Trains a generator: every step draws members and a batch, generates the members' weights, and descends
/// fitWeight · fit + diversityWeight · diversity. Generator, fit and diversity term are disjoint ranges of parameters, each with its own optimiser.
/// After the first step a step allocates nothing.
/// </summary>
public sealed class Trainer
{
    readonly HyperNetwork _network;
    readonly IFit _fit;
    readonly IDiversity? _diversity;
    readonly BatchSampler _batches;
    readonly TrainerSettings _settings;
    readonly Adam _generatorOptimizer;
    readonly Adam? _fitOptimizer, _diversityOptimizer;
    readonly RandomStream _noise, _draws;
    readonly LayerWeights[] _layers;
    readonly Real[] _rows;
    readonly Func<Tensor, Tensor> _codes;

    /// <summary> A trainer of <paramref name="network"/> on <paramref name="data"/>. </summary>
    /// <exception cref="ArgumentException"> The data do not fit the network, or not one member may exist at a time. </exception>
    public Trainer(HyperNetwork network, TrainingData data, IFit fit, IDiversity? diversity, TrainerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.MembersAtATime < 1 || settings.MembersRemembered < 1)
            throw new ArgumentException($"Trainer: {settings.MembersAtATime} members at a time, {settings.MembersRemembered} remembered; give at least 1.");
        if (data.InputWidth != network.Main.Inputs || (data.TargetWidth > 0 && fit.Outputs(data.TargetWidth) != network.Main.Outputs))
            throw new ArgumentException(
                $"Trainer: rows of {data.InputWidth} inputs and {data.TargetWidth} targets do not fit a network from {network.Main.Inputs} to {network.Main.Outputs}.");
        foreach (var label in data.Labels)
            if (label >= network.Main.Outputs)
                throw new ArgumentException($"Trainer: there is a label {label}, but the network has {network.Main.Outputs} outputs; labels are counted from 0.");
        (_network, _fit, _diversity, _settings) = (network, fit, diversity, settings);
        var random = network.Tape.Random.Split("training");
        (_noise, _draws) = (random.Split("noise"), random.Split("diversity"));
        _batches = new(data, settings.BatchSize, random.Split("batches"));
        _generatorOptimizer = settings.Optimizer(network.Generator.Parameters, settings.Rate);
        if (fit.Parameters.Count > 0)
            _fitOptimizer = settings.Optimizer(fit.Parameters, settings.Rate);
        if (diversity is { Parameters.Count: > 0 })
            _diversityOptimizer = settings.Optimizer(diversity.Parameters, settings.DiversityRate);
        _layers = new LayerWeights[network.Main.Layers];
        _rows = new Real[ArraySize.Of(nameof(Trainer), "members × columns of noise and condition", settings.Members, network.Source.Width)];
        if (settings.Members > settings.MembersRemembered)
            network.Tape.Reserve(settings.Members * Remembered(network) + settings.MembersRemembered * Forgotten(network));
        _codes = noise => network.Generator.Codes(noise);
    }

    /// <summary> Steps taken so far. </summary>
    public long Steps => _generatorOptimizer.Steps;

    /// <summary> One step on the next batch with fresh noise. </summary>
    /// <exception cref="TrainingDivergedException"> Loss or gradient is not finite; the parameters are as they were. </exception>
    public StepFigures Step()
    {
        _network.Source.Sample(_rows, _noise);
        _diversity?.Draw(_settings.Members, _draws);
        return Step(_batches.Next(), _rows);
    }

    /// <summary> One step on a given batch with given rows of noise and condition; the diversity term keeps its last draws. </summary>
    /// <exception cref="TrainingDivergedException"> Loss or gradient is not finite; the parameters are as they were. </exception>
    public StepFigures Step(in Batch batch, ReadOnlySpan<Real> rows)
    {
        var tape = _network.Tape;
        tape.Reset();
        var members = rows.Length / _network.Source.Width;
        var noise = tape.Constant(rows, members, _network.Source.Width);
        var codes = members <= _settings.MembersRemembered ? _codes(noise)
            : tape.Checkpoint(_codes, noise, _network.Main.Layers * _network.Generator.Latent, _settings.MembersRemembered);
        var figures = IsInParts(members) ? DescendInParts(batch, noise, codes) : Descend(batch, noise, codes);
        RequireFinite(_network.Generator.Parameters);
        if (_fitOptimizer is not null)
            RequireFinite(_fitOptimizer.Parameters);
        if (_diversityOptimizer is not null)
            RequireFinite(_diversityOptimizer.Parameters);
        _generatorOptimizer.Step();
        _fitOptimizer?.Step();
        _diversityOptimizer?.Step();
        return figures;
    }

    /// <summary> Numbers on the tape for every member of a step: noise, condition and code, and as many again for a diversity term that pairs them with others. </summary>
    static long Remembered(HyperNetwork network) => 2L * (network.Source.Width + network.Main.Layers * network.Generator.Latent);

    /// <summary> About as many for every member of a block: outputs and slopes of the mixer, and half as many again. What is too much is never touched, and costs nothing. </summary>
    static long Forgotten(HyperNetwork network) => 3L * network.Generator.Mixer.Layers.Sum(layer => layer.Weight.Shape.Cols);

    bool IsInParts(int members) => members > _settings.MembersAtATime && _fit.IsMeanOverMembers && _diversity?.SeesMembers != true;

    /// <summary> The gradients, from one pass of all members. </summary>
    StepFigures Descend(in Batch batch, in Tensor noise, in Tensor codes)
    {
        var pass = Forward(batch, noise, codes);
        var fit = _fit.Loss(pass, batch);
        var loss = fit * (Real)_settings.FitWeight;
        if (_diversity is null)
        {
            var figures = Figures(loss.Item(), fit.Item(), diversity: null);
            _network.Tape.Backward(loss);
            return figures;
        }
        var terms = _diversity.Loss(pass);
        loss += terms.Generator * (Real)_settings.DiversityWeight;
        var all = Figures(loss.Item(), fit.Item(), terms);
        _network.Tape.Backward(terms.Own is { } own ? loss + own : loss);
        return all;
    }

    /// <summary> The gradients, from the fits of a few members after the others; the diversity term sees all codes. </summary>
    StepFigures DescendInParts(in Batch batch, in Tensor noise, in Tensor codes)
    {
        var parts = _network.Tape.Accumulate();
        var members = noise.Shape.Rows;
        var (fit, count) = (0.0, 0);
        for (var first = 0; first < members; first += count)
        {
            count = Math.Min(_settings.MembersAtATime, members - first);
            var pass = Forward(batch, noise.Slice(Axis.Rows, first, count), codes.Slice(Axis.Rows, first, count));
            var share = _fit.Loss(pass, batch) * ((Real)count / members);
            fit += share.Item();
            parts.Add(share * (Real)_settings.FitWeight);
        }
        if (_diversity is null)
        {
            parts.Complete();
            return Figures(fit * _settings.FitWeight, fit, diversity: null);
        }
        var terms = _diversity.Loss(new()
        {
            Rows = noise,
            NoiseWidth = _network.Source.NoiseWidth,
            Codes = codes,
            Layers = [],
            Outputs = default,
            MembersRemembered = _settings.MembersRemembered,
        });
        var rest = terms.Generator * (Real)_settings.DiversityWeight;
        parts.Complete(terms.Own is { } own ? rest + own : rest);
        return Figures(fit * _settings.FitWeight + rest.Item(), fit, terms);
    }

    Pass Forward(in Batch batch, in Tensor noise, in Tensor codes)
    {
        _network.Generator.Generate(codes, _layers);
        return new()
        {
            Rows = noise,
            NoiseWidth = _network.Source.NoiseWidth,
            Codes = codes,
            Layers = _layers,
            Outputs = _network.Main.Apply(_layers, _network.Tape.Constant(batch.Inputs, batch.Count, _network.Main.Inputs)),
            MembersRemembered = _settings.MembersRemembered,
        };
    }

    StepFigures Figures(double loss, double fit, DiversityLoss? diversity)
    {
        var own = diversity?.Own?.Item();
        var total = loss + (own ?? 0);
        return double.IsFinite(total) ? new(Steps + 1, loss, fit, diversity?.Generator.Item() ?? Real.NaN, own ?? Real.NaN)
            : throw new TrainingDivergedException(Steps + 1, $"the loss is {total}");
    }

    void RequireFinite(ParameterRange parameters)
    {
        if (!Finiteness.OfAll(parameters.Gradients, parameters.Tape.Team))
            foreach (var parameter in parameters)
                if (!Finiteness.OfAll(parameter.Gradient))
                    throw new TrainingDivergedException(Steps + 1, $"the gradient of '{parameter.Name}' is not finite");
    }
}
