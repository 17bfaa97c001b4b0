using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan;

public sealed record CrossFittedOptions
{
    public int[] Hidden { get; init; } = [50];
    public int Folds { get; init; } = 5;
    public int PerFold { get; init; } = 3;
    public int Noise { get; init; } = 32;
    public int[] Mixer { get; init; } = [128, 128];
    public bool StackMixer { get; init; }
    public bool StackHeads { get; init; }
    public double FoldScale { get; init; } = 4;
    public double Fraction { get; init; } = 0.9;
    public double PriorVariance { get; init; } = 1;
    public double NoisePriorVariance { get; init; } = 1;
    public double NoiseInit { get; init; } = 0.1;
    public double BiasVariance { get; init; } = 1.0 / 3;
    public double Beta { get; init; } = 0.5;
    public double Perturbation { get; init; } = 1;
    public double Floor { get; init; } = 3e-3;
    public double Rate { get; init; } = 1e-3;
    public double WeightDecay { get; init; } = 0.01;
    public int Steps { get; init; } = 3000;
    public int Batch { get; init; } = 100;
    public double Clip { get; init; } = 1;
    public double Held { get; init; }
    public bool Units { get; init; } = true;
    public bool Relative { get; init; } = true;
    public double NoiseScale { get; init; } = 1;
    public Activation MixerActivation { get; init; } = Activation.LeakyRelu;
    public Activation Activation { get; init; } = Activation.Relu;
    public double Average { get; init; }
    public ulong Seed { get; init; }
}

/// <summary> A generator per fold, trained side by side. </summary>
public sealed class CrossFitted
{
    readonly CrossFittedOptions _o;
    readonly Tape _tape;
    readonly MainNetwork _main;
    readonly Mlp _mixer;
    readonly Linear[] _weightHeads, _biasHeads;
    readonly Tensor[] _weightPrior, _biasPrior, _weightPrecision, _biasPrecision;
    readonly Adam _adam;
    readonly TrainingData _data;
    readonly int[] _fold;
    readonly bool[] _held;
    readonly Real[] _perturbation, _targets, _a, _z;
    readonly BatchSampler _batches;
    readonly RandomStream _noise;
    readonly LayerWeights[] _layers;
    readonly CrossFittedLikelihood.Setting _setting;
    Real[]? _average;

    public CrossFitted(TrainingData data, CrossFittedOptions options, Team? team = null)
    {
        (_data, _o) = (data, options);
        _tape = new(options.Seed, team);
        var random = _tape.Random.Split("cross-fitted");
        var targets = data.TargetWidth;
        _main = new([data.InputWidth, .. options.Hidden, 2 * targets], options.Activation);
        var k = options.Folds;
        var shared = !(options.StackMixer && options.StackHeads);
        OneHot = shared && k > 1;
        _mixer = new(_tape, [options.Noise + (OneHot ? k : 0), .. options.Mixer], options.MixerActivation, Initialization.He, "mixer", options.StackMixer ? k : 1);
        var headStack = options.StackHeads ? k : 1;
        var h = options.Mixer[^1];
        (_weightHeads, _biasHeads) = (new Linear[_main.Layers], new Linear[_main.Layers]);
        for (var i = 0; i < _main.Layers; i++)
        {
            _weightHeads[i] = new(_tape, $"weights.{i}", h, _main.Widths[i] * _main.Widths[i + 1], stack: headStack);
            _biasHeads[i] = new(_tape, $"biases.{i}", h, _main.Widths[i + 1], stack: headStack);
        }
        var parameters = _tape.Parameters;
        (_weightPrior, _biasPrior, _weightPrecision, _biasPrecision) = (new Tensor[_main.Layers], new Tensor[_main.Layers], new Tensor[_main.Layers], new Tensor[_main.Layers]);
        for (var i = 0; i < _main.Layers; i++)
        {
            _weightPrior[i] = _tape.Parameter($"prior.weights.{i}", new(options.Noise, _main.Widths[i] * _main.Widths[i + 1]), (v, r) => r.Normal(v));
            _biasPrior[i] = _tape.Parameter($"prior.biases.{i}", new(options.Noise, _main.Widths[i + 1]), (v, r) => r.Normal(v));
            _weightPrecision[i] = _tape.Parameter($"precision.weights.{i}", new(1, _main.Widths[i] * _main.Widths[i + 1]));
            _biasPrecision[i] = _tape.Parameter($"precision.biases.{i}", new(1, _main.Widths[i + 1]));
        }
        _adam = new AdamW(parameters, options.Rate) { WeightDecay = options.WeightDecay, Schedule = new CosineSchedule(options.Steps), MaximumNorm = options.Clip };
        _fold = new int[data.Rows];
        _held = new bool[data.Rows];
        random.Split("folds").Permutation(_fold);
        for (var i = 0; i < _fold.Length; i++)
            (_held[i], _fold[i]) = (options.Held > 0 && _fold[i] / k % 10 < options.Held * 10, _fold[i] % k);
        _perturbation = new Real[data.Rows * targets * options.Noise];
        random.Split("perturbation").Normal(_perturbation, 0, (Real)(1 / Math.Sqrt(options.Noise)));
        _batches = new(data, options.Batch, random.Split("batches"));
        _noise = random.Split("noise");
        _targets = new Real[Math.Min(options.Batch, data.Rows) * (targets + 1)];
        _a = new Real[Math.Min(options.Batch, data.Rows) * targets * options.Noise];
        _z = new Real[k * options.PerFold * (options.Noise + (OneHot ? k : 0))];
        _layers = new LayerWeights[_main.Layers];
        _setting = new() { Folds = k, Floor = (Real)options.Floor, Beta = (Real)options.Beta, Perturbation = (Real)options.Perturbation, NoiseScale = (Real)options.NoiseScale, Held = options.Held, Units = options.Units };
        Initialize();
    }

    public bool OneHot { get; }
    public int[] Folds => _fold;
    public bool[] Held => _held;
    public int Targets => _data.TargetWidth;
    public double Loss { get; private set; }

    int ZWidth => _o.Noise + (OneHot ? _o.Folds : 0);

    /// <summary> Hyperfan: f of a weight's He variance varies with the noise, the rest is common. </summary>
    void Initialize()
    {
        const int Draws = 64;
        var z = new Real[_o.Folds * Draws * ZWidth];
        FillNoise(z, Draws, _noise.Split("initial"));
        _tape.Reset();
        var code = Code(z, Draws);
        var (rows, cols) = (code.Shape.Stack * code.Shape.Rows, code.Shape.Cols);
        var values = code.Values;
        double variance = 0;
        for (var j = 0; j < cols; j++)
        {
            double sum = 0, squares = 0;
            for (var i = 0; i < rows; i++)
            {
                sum += values[i * cols + j];
                squares += (double)values[i * cols + j] * values[i * cols + j];
            }
            variance += squares / rows - sum / rows * (sum / rows);
        }
        _tape.Reset();
        var random = _tape.Random.Split("heads");
        for (var i = 0; i < _main.Layers; i++)
        {
            var inputs = _main.Widths[i];
            var outputs = _main.Widths[i + 1];
            var isLast = i == _main.Layers - 1;
            var weight = (isLast ? 1.0 : 2.0) / inputs;
            Fill(_weightHeads[i], weight, outputs, isLast, random.Split((ulong)(2 * i)));
            Fill(_biasHeads[i], isLast ? 0.01 : _o.BiasVariance, outputs, isLast, random.Split((ulong)(2 * i + 1)));
            ScalePrior($"prior.weights.{i}", weight, outputs, isLast);
            ScalePrior($"prior.biases.{i}", isLast ? 0.01 : _o.BiasVariance, outputs, isLast);
        }

        void Fill(Linear head, double scale, int outputs, bool isLast, RandomStream stream)
        {
            var w = _tape.Parameters[$"{head.Name}.weight"].Values;
            var b = _tape.Parameters[$"{head.Name}.bias"].Values;
            stream.Normal(w, 0, (Real)Math.Sqrt(_o.Fraction * scale / variance));
            stream.Normal(b, 0, (Real)Math.Sqrt((1 - _o.Fraction) * scale));
            if (isLast)
            {
                Damp(w, outputs);
                Damp(b, outputs);
            }
        }

        void Damp(Span<Real> v, int outputs)
        {
            for (var j = 0; j < v.Length; j++)
                if (j % outputs >= outputs / 2)
                    v[j] *= (Real)_o.NoiseInit;
        }

        void ScalePrior(string name, double scale, int outputs, bool isLast)
        {
            var p = _tape.Parameters["precision" + name[5..]].Values;
            for (var j = 0; j < p.Length; j++)
                p[j] = (Real)(1 / ((isLast && j % outputs >= outputs / 2 ? _o.NoisePriorVariance : _o.PriorVariance) * (_o.Relative ? scale : 1)));
            var v = _tape.Parameters[name].Values;
            for (var j = 0; j < v.Length; j++)
                v[j] *= (Real)Math.Sqrt(scale / _o.Noise);
            if (isLast)
                Damp(v, outputs);
        }
    }

    void FillNoise(Span<Real> z, int perFold, RandomStream random)
    {
        var draws = new Real[z.Length / ZWidth * _o.Noise];
        random.Normal(draws);
        FillNoise(z, perFold, draws);
    }

    void FillNoise(Span<Real> z, int perFold, ReadOnlySpan<Real> draws)
    {
        for (var i = 0; i < z.Length / ZWidth; i++)
        {
            var row = z.Slice(i * ZWidth, ZWidth);
            draws.Slice(i * _o.Noise, _o.Noise).CopyTo(row);
            if (OneHot)
            {
                row[_o.Noise..].Clear();
                row[_o.Noise + i / perFold] = (Real)_o.FoldScale;
            }
        }
    }

    Tensor Code(ReadOnlySpan<Real> z, int perFold)
    {
        var x = _tape.Constant(z, _o.StackMixer || _o.StackHeads ? new Shape(_o.Folds, perFold, ZWidth) : new Shape(1, _o.Folds * perFold, ZWidth));
        return _mixer.Apply(x).Activate(_o.MixerActivation);
    }

    Tensor Generate(Tensor code, ReadOnlySpan<Real> draws, int members, bool penalty)
    {
        var z = penalty ? _tape.Constant(draws, members, _o.Noise) : default;
        Tensor? total = null;
        for (var i = 0; i < _layers.Length; i++)
        {
            var w = _weightHeads[i].Apply(code).Reshape(1, members, _main.Widths[i] * _main.Widths[i + 1]);
            var b = _biasHeads[i].Apply(code).Reshape(1, members, _main.Widths[i + 1]);
            _layers[i] = new(w.Reshape(members, _main.Widths[i], _main.Widths[i + 1]), b.Reshape(members, 1, _main.Widths[i + 1]));
            if (!penalty)
                continue;
            var scale = (Real)(1.0 / (_data.Rows * members));
            var term = _tape.Record<PriorPenalty>(w, z.MatMul(_weightPrior[i].Detach()), _weightPrecision[i].Detach(), Shape.Scalar, scale)
                + _tape.Record<PriorPenalty>(b, z.MatMul(_biasPrior[i].Detach()), _biasPrecision[i].Detach(), Shape.Scalar, scale);
            total = total is { } t ? t + term : term;
        }
        return total ?? default;
    }

    Real[] _draws = [];

    public void Step()
    {
        var (members, targets) = (_o.Folds * _o.PerFold, Targets);
        if (_draws.Length == 0)
            _draws = new Real[members * _o.Noise];
        _noise.Normal(_draws);
        FillNoise(_z, _o.PerFold, _draws);
        var batch = _batches.Next();
        for (var i = 0; i < batch.Count; i++)
        {
            batch.Targets.Slice(i * targets, targets).CopyTo(_targets.AsSpan(i * (targets + 1)));
            _targets[i * (targets + 1) + targets] = _fold[batch.Rows[i]] + (_held[batch.Rows[i]] ? (Real)0.5 : 0);
            _perturbation.AsSpan(batch.Rows[i] * targets * _o.Noise, targets * _o.Noise).CopyTo(_a.AsSpan(i * targets * _o.Noise));
        }
        _tape.Reset();
        var penalty = Generate(Code(_z, _o.PerFold), _draws, members, penalty: true);
        var outputs = _main.Apply(_layers, _tape.Constant(batch.Inputs, batch.Count, _main.Inputs));
        var rows = _tape.Constant(_targets.AsSpan(0, batch.Count * (targets + 1)), batch.Count, targets + 1);
        var a = _tape.Constant(_a.AsSpan(0, batch.Count * targets * _o.Noise), batch.Count * targets, _o.Noise);
        var epsilon = _tape.Constant(_draws, members, _o.Noise).MatMul(a.Transpose()).Reshape(members, batch.Count, targets);
        var loss = _tape.Record<CrossFittedLikelihood>(outputs, rows, epsilon, Shape.Scalar, 0, _setting, outputs.Shape) + penalty;
        Loss = loss.Item();
        _tape.Backward(loss);
        _adam.Step();
        if (_o.Average > 0 && _adam.Steps > _o.Steps / 4)
        {
            var v = _adam.Parameters.Values;
            if (_average is null)
                _average = v.ToArray();
            for (var i = 0; i < v.Length; i++)
                _average[i] += (Real)(1 - _o.Average) * (v[i] - _average[i]);
        }
    }

    public void UseAverage() => _average?.CopyTo(_adam.Parameters.Values);

    public void SetNoise(ulong seed, int perFold, out Real[] draws)
    {
        draws = new Real[_o.Folds * perFold * _o.Noise];
        new RandomStream(seed).Split("predict").Normal(draws);
    }

    /// <summary> Means and noise deviations of every member for every row: members × rows × 2T; members sorted by fold. </summary>
    public Real[] Predict(ReadOnlySpan<Real> x, int perFold)
    {
        SetNoise(_o.Seed, perFold, out var draws);
        var members = _o.Folds * perFold;
        var z = new Real[members * ZWidth];
        FillNoise(z, perFold, draws);
        var rows = x.Length / _main.Inputs;
        var result = new Real[members * rows * 2 * Targets];
        const int Block = 512;
        for (var start = 0; start < rows; start += Block)
        {
            var count = Math.Min(Block, rows - start);
            _tape.Reset();
            Generate(Code(z, perFold), draws, members, penalty: false);
            var y = _main.Apply(_layers, _tape.Constant(x.Slice(start * _main.Inputs, count * _main.Inputs), count, _main.Inputs)).Values;
            var width = 2 * Targets;
            for (var k = 0; k < members; k++)
                for (var i = 0; i < count; i++)
                    for (var t = 0; t < width; t++)
                    {
                        var v = y[(k * count + i) * width + t];
                        result[(k * rows + start + i) * width + t] = t < Targets ? v : (Real)(_o.Floor + Math.Max(v, 0) + Math.Log(1 + Math.Exp(-Math.Abs(v))));
                    }
        }
        _tape.Reset();
        return result;
    }
}
