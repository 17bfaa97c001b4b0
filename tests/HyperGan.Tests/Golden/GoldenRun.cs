using System.Text.Json;
using HyperGan.Autograd;

namespace HyperGan.Tests.Golden;

/// <summary> A run of the reference, set up from its file: the same parameters, noise and draws. </summary>
sealed class GoldenRun
{
    readonly JsonElement _file;
    readonly HyperNetwork _network;
    readonly IDiversity _diversity;
    readonly Trainer _trainer;
    readonly TrainingData _data;

    public GoldenRun(JsonElement file)
    {
        _file = file;
        int[] widths = file.GetProperty("architecture").Integers();
        var hidden = file.Int("mixer_hidden");
        var experiment = file.GetProperty("experiment").GetString();
        var main = new MainNetwork(widths, file.GetProperty("activation").GetString() is "tanh" ? Activation.Tanh : Activation.Relu);
        var tape = new Tape();
        var condition = experiment switch { "discriminator" => Condition.None, "mutual_information" => Condition.OneHot, _ => Condition.Noise };
        var noise = file.Int("z_dim");
        var source = new NoiseSource(Prior.Uniform, noise, condition, file.GetProperty("mixer")[0].GetProperty("weight")[0].GetArrayLength() - noise, tape.Random);
        var generator = new WeightGenerator(tape, main, source.Width, file.Int("latent_dim"), [hidden, hidden]);
        _network = new(tape, generator, source);
        var codeWidth = main.Layers * generator.Latent;
        _diversity = experiment is "discriminator"
            ? new Discriminator(tape, codeWidth, HiddenOf("discriminator"))
            : new CodeInformation(tape, codeWidth, source.ConditionWidth, HiddenOf("statistics_network"));
        _data = Data();
        _trainer = new(_network, _data, _data.TargetWidth == 0 ? new CrossEntropyFit() : new SquaredFit(), _diversity, new()
        {
            Members = file.Int("members"),
            BatchSize = file.Int("batch"),
            FitWeight = file.Double("fit_lambda"),
            DiversityWeight = file.Double("beta"),
            Rate = file.Double("lr"),
            DiversityRate = _diversity is Discriminator ? file.Double("lr") : file.Double("mi_lr"),
        });
        Load(file.GetProperty("mixer"), generator.Mixer.Layers);
        LoadHeads();
        Load(file.GetProperty(_diversity is Discriminator ? "discriminator" : "statistics_network"), OwnLayers);
    }

    public IEnumerable<JsonElement> Steps => _file.GetProperty("steps").EnumerateArray();

    IReadOnlyList<Linear> OwnLayers => _diversity is Discriminator discriminator ? discriminator.Layers : ((CodeInformation)_diversity).Statistics.Network.Layers;

    public StepFigures Step(JsonElement step)
    {
        var (members, rows) = Rows(step);
        _diversity.Draw(members, new(0));   // makes room; what was drawn is replaced
        if (_diversity is Discriminator discriminator)
            step.GetProperty("prior_codes").Numbers().CopyTo(discriminator.PriorCodes);
        else
            ((CodeInformation)_diversity).Pair(step.GetProperty("perm").Integers());
        return _trainer.Step(AllRows, rows);
    }

    /// <summary> Codes, weights and outputs of a step's noise, before the step. </summary>
    public void AssertPass(JsonElement step)
    {
        var (members, rows) = Rows(step);
        var layers = new LayerWeights[_network.Main.Layers];
        _network.Tape.Reset();
        var codes = _network.Generator.Codes(_network.Tape.Constant(rows, members, _network.Source.Width));
        _network.Generator.Generate(codes, layers);
        var outputs = _network.Main.Apply(layers, _network.Tape.Constant(_data.Inputs, _data.Rows, _data.InputWidth));
        GoldenFile.AssertEqual(step.GetProperty("mixed"), codes.Values, "codes");
        for (var i = 0; i < layers.Length; i++)
        {
            GoldenFile.AssertEqual(step.GetProperty("weights")[i], layers[i].Weight.Transpose().Values, $"weights of layer {i}");
            GoldenFile.AssertEqual(step.GetProperty("biases")[i], layers[i].Bias.Values, $"biases of layer {i}");
        }
        GoldenFile.AssertEqual(step.GetProperty("outputs"), outputs.Values, "outputs");
    }

    public void AssertGradients(JsonElement step)
    {
        AssertGradients(step.GetProperty("grad_mixer"), _network.Generator.Mixer.Layers, "mixer");
        AssertGradients(step.GetProperty(_diversity is Discriminator ? "grad_discriminator" : "grad_statistics_network"), OwnLayers, "own network");
        for (var i = 0; i < _network.Main.Layers; i++)
        {
            var (weight, bias) = (_network.Generator.WeightHeads[i], _network.Generator.BiasHeads[i]);
            var (weights, biases) = Split(i, step.GetProperty("grad_heads")[i]);
            GoldenFile.AssertEqual(weights.Weight, weight.Weight.Gradient, $"gradient of the weight of head {i}");
            GoldenFile.AssertEqual(weights.Bias, weight.Bias!.Value.Gradient, $"gradient of the bias of head {i}");
            GoldenFile.AssertEqual(biases.Weight, bias.Weight.Gradient, $"gradient of the weight of bias head {i}");
            GoldenFile.AssertEqual(biases.Bias, bias.Bias!.Value.Gradient, $"gradient of the bias of bias head {i}");
        }
    }

    public void AssertFinalMixer()
    {
        var layers = _network.Generator.Mixer.Layers;
        for (var i = 0; i < layers.Count; i++)
        {
            var expected = _file.GetProperty("final_mixer")[i];
            GoldenFile.AssertEqual(Transposed(expected.GetProperty("weight")), layers[i].Weight.Values, $"final weight {i}");
            GoldenFile.AssertEqual(expected.GetProperty("bias"), layers[i].Bias!.Value.Values, $"final bias {i}");
        }
    }

    TrainingData Data()
    {
        var (x, y) = (_file.GetProperty("x"), _file.GetProperty("y"));
        var width = x[0].GetArrayLength();
        return _file.GetProperty("task").GetString() is "classification"
            ? TrainingData.Classification(x.Numbers(), width, y.Integers())
            : TrainingData.Regression(x.Numbers(), width, y.Numbers(), y[0].GetArrayLength());
    }

    Batch AllRows => new(_data.Inputs, _data.Targets, _data.Labels, Enumerable.Range(0, _data.Rows).ToArray());

    int[] HiddenOf(string network)
    {
        var layers = _file.GetProperty(network);
        return [.. layers.EnumerateArray().Take(layers.GetArrayLength() - 1).Select(layer => layer.GetProperty("bias").GetArrayLength())];
    }

    (int Members, Real[] Rows) Rows(JsonElement step)
    {
        var noise = step.GetProperty("z").Numbers();
        var members = noise.Length / _network.Source.NoiseWidth;
        var rows = new Real[members * _network.Source.Width];
        _network.Source.Arrange(noise, step.TryGetProperty("labels", out var labels) ? labels.Integers() : [], rows);
        return (members, rows);
    }

    void Load(JsonElement file, IReadOnlyList<Linear> layers)
    {
        for (var i = 0; i < layers.Count; i++)
            Load(layers[i], Transposed(file[i].GetProperty("weight")), [.. file[i].GetProperty("bias").EnumerateArray().Select(b => b.GetDouble())]);
    }

    void LoadHeads()
    {
        for (var i = 0; i < _network.Main.Layers; i++)
        {
            var (weights, biases) = Split(i, _file.GetProperty("heads")[i]);
            Load(_network.Generator.WeightHeads[i], weights.Weight, weights.Bias);
            Load(_network.Generator.BiasHeads[i], biases.Weight, biases.Bias);
        }
    }

    void Load(Linear layer, double[] weight, double[] bias)
    {
        Load($"{layer.Name}.weight", weight);
        Load($"{layer.Name}.bias", bias);
    }

    void Load(string parameter, double[] values)
    {
        for (var i = 0; i < values.Length; i++)
            _network.Tape.Parameters[parameter].Values[i] = (Real)values[i];
    }

    /// <summary> The reference has one head a layer, whose outputs are the weight, outputs × inputs, and then the bias. Ours are two, the weight inputs × outputs. </summary>
    ((double[] Weight, double[] Bias) Weights, (double[] Weight, double[] Bias) Biases) Split(int layer, JsonElement head)
    {
        var (inputs, outputs) = (_network.Main.Widths[layer], _network.Main.Widths[layer + 1]);
        int[] weightRows = [.. from j in Enumerable.Range(0, inputs) from i in Enumerable.Range(0, outputs) select i * inputs + j];
        int[] biasRows = [.. Enumerable.Range(inputs * outputs, outputs)];
        return (Pick(weightRows), Pick(biasRows));

        (double[], double[]) Pick(int[] rows)
        {
            var (weight, bias) = (head.GetProperty("weight"), head.GetProperty("bias"));
            double[] picked = [.. from l in Enumerable.Range(0, weight[0].GetArrayLength()) from row in rows select weight[row][l].GetDouble()];
            return (picked, [.. rows.Select(row => bias[row].GetDouble())]);
        }
    }

    static double[] Transposed(JsonElement matrix) =>
        [.. from j in Enumerable.Range(0, matrix[0].GetArrayLength()) from i in Enumerable.Range(0, matrix.GetArrayLength()) select matrix[i][j].GetDouble()];

    static void AssertGradients(JsonElement expected, IReadOnlyList<Linear> layers, string what)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            GoldenFile.AssertEqual(Transposed(expected[i].GetProperty("weight")), layers[i].Weight.Gradient, $"gradient of weight {i} of the {what}");
            GoldenFile.AssertEqual(expected[i].GetProperty("bias"), layers[i].Bias!.Value.Gradient, $"gradient of bias {i} of the {what}");
        }
    }
}
