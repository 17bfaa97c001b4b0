using System.Text.Json;
using HyperGan.Autograd;
using HyperGan.Kernels;

namespace HyperGan;

/// <summary>
/// A trained generator with all that is needed to use it, and its file: safetensors, tensors named and laid out as PyTorch does
/// (<c>generator.mixer.layers.0.weight</c>, outputs × inputs), options, sizes, scaling, a checksum and whatever the caller adds as metadata.
/// </summary>
public sealed class EnsembleModel
{
    const string HeaderKey = "hypergan", OptionsKey = "options", ChecksumKey = "checksum";

    static readonly string[] _ownKeys = [HeaderKey, OptionsKey, ChecksumKey];

    /// <summary> Widths beyond which a file is taken for forged: no network of this kind is as wide. </summary>
    const int WidestLayer = 1 << 20;

    readonly HyperNetwork _network;
    readonly Scaling? _scaling;

    EnsembleModel(HyperGanOptions options, HyperNetwork network, Scaling? scaling, IReadOnlyDictionary<string, string> metadata)
    {
        (Options, _network, _scaling, Metadata) = (options, network, scaling, metadata);
        Ensemble = new(network, scaling);
    }

    /// <summary> How it was trained. </summary>
    public HyperGanOptions Options { get; }

    /// <summary> The networks it generates, in the units of the data. </summary>
    public Ensemble Ensemble { get; }

    /// <summary> What the caller put beside: column names, the task. </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary> The model as the session has trained it so far. It shares the session's parameters. </summary>
    /// <exception cref="ArgumentException"> Metadata named like those of the model itself, <c>hypergan</c>, <c>options</c> or <c>checksum</c>. </exception>
    public static EnsembleModel Of(TrainingSession session, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        foreach (var key in _ownKeys)
            if (metadata?.ContainsKey(key) == true)
                throw new ArgumentException($"EnsembleModel: metadata '{key}' would be lost, the file has its own under this name; take another.");
        return new(session.Options, session.Network, session.Scaling, metadata ?? new Dictionary<string, string>(StringComparer.Ordinal));
    }

    /// <summary> Writes the file; an older one of this name stays whole until the new one is. </summary>
    /// <exception cref="IOException"> The file cannot be written. </exception>
    public void Save(string path)
    {
        var metadata = new Dictionary<string, string>(Metadata, StringComparer.Ordinal)
        {
            [HeaderKey] = JsonSerializer.Serialize(ModelHeader.Of(_network, _scaling), ModelHeaderJson.Default.ModelHeader),
            [OptionsKey] = Options.ToJson(),
        };
        var tensors = new List<StoredTensor>();
        foreach (var parameter in _network.Generator.Parameters)
            tensors.Add(Stored(parameter));
        metadata.Add(ChecksumKey, ChecksumOf(metadata, SafetensorsFile.ChecksumOf(tensors)));
        SafetensorsFile.Write(path, tensors, metadata);
    }

    /// <summary> Reads a file that <see cref="Save"/> wrote. </summary>
    /// <param name="path"> The file. </param>
    /// <param name="team"> The threads to use; null for the caller alone. </param>
    /// <exception cref="InvalidDataException"> It is no such file, is damaged, from a newer version, or its parts do not fit each other; the message says which. </exception>
    /// <exception cref="IOException"> It cannot be read. </exception>
    public static EnsembleModel Load(string path, Team? team = null)
    {
        var file = SafetensorsFile.Read(path);
        try
        {
            var header = Header(file);
            var options = HyperGanOptions.FromJson(file.Metadata.TryGetValue(OptionsKey, out var json) ? json : throw new InvalidDataException("it has no options."));
            RequireSizes(options, header, file);
            RequireScaling(options, header);
            var network = TrainingSession.Create(new(options.Seed, team), options, header.Inputs, header.Outputs);
            Restore(network, file);
            return new(options, network, header.Scaling(), file.Metadata.Where(pair => !_ownKeys.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal));
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or JsonException or InvalidOperationException)   // the last: a text that is no Unicode
        {
            throw new InvalidDataException($"{path} is no model that can be used: {e.Message}", e);
        }
    }

    static ModelHeader Header(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue(HeaderKey, out var json))
            throw new InvalidDataException("it was not written by HyperGan (its metadata do not say so).");
        RequireChecksum(file);
        using var document = JsonDocument.Parse(json);
        FormatVersion.Require(document.RootElement, "version", ModelHeader.CurrentVersion);
        return document.RootElement.Deserialize(ModelHeaderJson.Default.ModelHeader)!;
    }

    /// <summary> One wrong bit in a weight or a scale would give other predictions, and nobody would know. </summary>
    static void RequireChecksum(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue(ChecksumKey, out var stated))
            return;   // whoever changes a file with another program leaves it out
        var found = ChecksumOf(file.Metadata, file.ValuesChecksum);
        if (!string.Equals(stated, found, StringComparison.Ordinal))
            throw new InvalidDataException(
                $"its checksum is {stated}, but its content has {found}: it was damaged after it was written. (If it was changed on purpose, leave '{ChecksumKey}' out of its metadata.)");
    }

    /// <summary> CRC-32C of the texts but the checksum itself, in the order of their keys, and of the tensors' own. </summary>
    static string ChecksumOf(IReadOnlyDictionary<string, string> metadata, uint ofTensors)
    {
        var checksum = new Checksum();
        foreach (var (key, text) in metadata.Where(pair => pair.Key is not ChecksumKey).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            checksum.Add(key);
            checksum.Add(text);
        }
        checksum.Add(Checksum.Digits(ofTensors));
        return checksum.ToString();
    }

    /// <summary> Before anything is allocated: a forged size must not ask for memory that the tensors in the file do not fill. </summary>
    static void RequireSizes(HyperGanOptions options, ModelHeader header, SafetensorsFile file)
    {
        options.Check();
        int[] widths = [header.Inputs, .. options.Hidden, header.Outputs];
        var conditionWidth = options.Condition switch { Condition.None => 0, Condition.Noise => options.NoiseWidth, _ => options.Labels };
        var code = Math.Min((widths.Length - 1L) * options.Latent, int.MaxValue);
        int[] mixer = [options.NoiseWidth + conditionWidth, .. options.MixerHidden, (int)code];
        if (widths.Concat(mixer).Append(options.Latent).Any(width => width is < 1 or > WidestLayer))
            throw new InvalidDataException($"a width of its networks is not within 1 to {WidestLayer}.");
        var needed = Layers(mixer).Sum(layer => (layer.In + 1L) * layer.Out) + Layers(widths).Sum(layer => (options.Latent + 1L) * (layer.In + 1L) * layer.Out);
        var present = file.Tensors.Sum(tensor => (long)tensor.Values.Length);
        if (needed != present)
            throw new InvalidDataException($"networks of these sizes have {needed} parameters, the file holds {present}.");
    }

    /// <summary> Means that are missing would give predictions in the network's units, and nobody would know. </summary>
    static void RequireScaling(HyperGanOptions options, ModelHeader header)
    {
        var (inputs, targets) = (header.InputMeans is not null, header.TargetMeans is not null);
        if (inputs != options.Standardize || inputs != (header.InputScales is not null) || targets != (header.TargetScales is not null) || (targets ? !inputs : options.CrossFit))
            throw new InvalidDataException("its scaling is there by half, or not as its options say: means and scales belong together.");
    }

    static IEnumerable<(int In, int Out)> Layers(int[] widths) => widths.Zip(widths.Skip(1));

    static void Restore(HyperNetwork network, SafetensorsFile file)
    {
        foreach (var parameter in network.Generator.Parameters)
        {
            var stored = file.Find(parameter.Name) ?? throw new InvalidDataException($"the tensor '{parameter.Name}' is missing.");
            var expected = Stored(parameter);
            if (!stored.Shape.SequenceEqual(expected.Shape))
                throw new InvalidDataException($"the tensor '{parameter.Name}' is [{string.Join(", ", stored.Shape)}], but these options need [{string.Join(", ", expected.Shape)}].");
            foreach (var value in stored.Values.Span)
                if (!Real.IsFinite(value))
                    throw new InvalidDataException($"the tensor '{parameter.Name}' holds {value}.");
            Transpose(stored.Values.Span, parameter.Tensor.Shape.Cols, into: parameter.Values);
        }
    }

    /// <summary> As PyTorch keeps it: a weight outputs × inputs, a bias a vector. </summary>
    static StoredTensor Stored(Parameter parameter)
    {
        var (rows, cols) = (parameter.Tensor.Shape.Rows, parameter.Tensor.Shape.Cols);
        var values = new Real[rows * cols];
        Transpose(parameter.Values, rows, into: values);
        return new(parameter.Name, parameter.Name.EndsWith(".bias", StringComparison.Ordinal) ? [cols] : [cols, rows], values);
    }

    /// <summary> From <paramref name="rows"/> rows to as many columns. </summary>
    static void Transpose(ReadOnlySpan<Real> from, int rows, Span<Real> into)
    {
        var cols = from.Length / rows;
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < cols; j++)
                into[j * rows + i] = from[i * cols + j];
    }
}
