using System.Text.Json.Nodes;

namespace HyperGan.Tests.Storage;

public sealed class EnsembleModelTests : IDisposable
{
    readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_model_read_back_predicts_the_same_bits(bool standardize)
    {
        var session = Trained(standardize);
        EnsembleModel.Of(session, new Dictionary<string, string>(StringComparer.Ordinal) { ["columns"] = "a, b" }).Save(_path);
        var model = EnsembleModel.Load(_path);
        Assert.Equal(session.Ensemble.Summarize(Small.Inputs(11), 80).Means, model.Ensemble.Summarize(Small.Inputs(11), 80).Means);
        Assert.Equal("a, b", model.Metadata["columns"]);
        Assert.Single(model.Metadata);
        Assert.Equal(session.Options.ToJson(), model.Options.ToJson());
    }

    [Fact]
    public void The_same_model_is_the_same_bytes_and_survives_being_read()
    {
        EnsembleModel.Of(Trained(true)).Save(_path);
        var bytes = File.ReadAllBytes(_path);
        EnsembleModel.Load(_path).Save(_path);
        Assert.Equal(bytes, File.ReadAllBytes(_path));
    }

    [Fact]
    public void Tensors_are_named_and_laid_out_as_PyTorch_does()
    {
        EnsembleModel.Of(Trained(true)).Save(_path);
        var file = SafetensorsFile.Read(_path);
        Assert.Equal([12, 5], file.Find("generator.mixer.layers.0.weight")!.Shape);
        Assert.Equal([12], file.Find("generator.mixer.layers.0.bias")!.Shape);
        Assert.Equal([16, 4], file.Find("generator.weights.0.weight")!.Shape);
    }

    [Fact]
    public void A_newer_version_is_refused_by_its_number() => AssertRefused("version is 7", header: node => node["version"] = 7);

    [Fact]
    public void A_version_that_is_no_number_is_refused() => AssertRefused("version is missing, or no whole number", header: node => node["version"] = "1");

    [Fact]
    public void Other_sizes_than_the_tensors_are_refused() => AssertRefused("parameters", options: node => node["latent"] = 5);

    [Fact]
    public void Sizes_that_no_memory_holds_are_refused_before_they_are_asked_for() =>
        AssertRefused("within 1 to", options: node => node["mixer-hidden"] = new JsonArray(2_000_000_000, 2_000_000_000));

    [Fact]
    public void Means_of_other_columns_are_refused() => AssertRefused("network from 2 to 1", header: node => (node["input-means"], node["input-scales"]) = (new JsonArray(1.0), new JsonArray(1.0)));

    [Fact]
    public void A_code_that_no_number_counts_is_refused() => AssertRefused("within 1 to", options: node => node["latent"] = int.MaxValue);

    [Fact]
    public void Means_without_scales_and_what_else_is_there_by_half_is_refused()
    {
        AssertRefused("scaling", header: node => Remove(node, "target-means"));
        AssertRefused("scaling", header: node => Remove(node, "target-scales"));
        AssertRefused("scaling", header: node => Remove(node, "input-means"));
        AssertRefused("scaling", header: node => Remove(node, "input-means", "input-scales", "target-means", "target-scales"));
        AssertRefused("scaling", options: node => node["standardize"] = false);

        static void Remove(JsonNode node, params string[] names) => Assert.All(names, name => Assert.True(node.AsObject().Remove(name)));
    }

    [Theory]
    [InlineData("options", """{ "\ud800": 1 }"""), InlineData("options", """{ "activation": "\ud800" }"""), InlineData("hypergan", """{ "version": 1, "\ud800": 1, "inputs": 2, "outputs": 1 }""")]
    public void Texts_that_are_no_text_are_refused(string key, string json)
    {
        EnsembleModel.Of(Trained(true)).Save(_path);
        var file = SafetensorsFile.Read(_path);
        SafetensorsFile.Write(_path, file.Tensors, Changed(file, key, json));
        Refusal();
    }

    [Theory]
    [InlineData("options"), InlineData("hypergan"), InlineData("checksum")]
    public void Metadata_of_a_name_that_the_file_needs_is_refused(string key) => Assert.Contains(
        $"'{key}'", Assert.Throws<ArgumentException>(() => EnsembleModel.Of(Trained(true), new Dictionary<string, string>(StringComparer.Ordinal) { [key] = "mine" })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_single_wrong_bit_anywhere_is_refused_or_changes_nothing()
    {
        var session = Trained(true);
        EnsembleModel.Of(session, new Dictionary<string, string>(StringComparer.Ordinal) { ["columns"] = "a, b" }).Save(_path);
        var (bytes, points) = (File.ReadAllBytes(_path), Small.Inputs(3));
        var expected = session.Ensemble.Summarize(points, 5).Means;
        for (var at = 0; at < bytes.Length; at += 7 + at / 1000)
        {
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(_path, bytes);
            try
            {
                var model = EnsembleModel.Load(_path);
                Assert.Equal(expected, model.Ensemble.Summarize(points, 5).Means);   // 'checksum' itself by another name
                Assert.True(model.Metadata.Keys.Count(key => key is not "columns") == 1, $"byte {at} is wrong, and nothing shows it");
            }
            catch (InvalidDataException)
            {
                // as it should be
            }
            bytes[at] ^= (byte)(1 << (at % 8));
        }
    }

    [Fact]
    public void A_weight_that_changed_is_refused_by_the_checksum()
    {
        EnsembleModel.Of(Trained(true)).Save(_path);
        var bytes = File.ReadAllBytes(_path);
        bytes[^5] ^= 1;   // the lowest bits of a number
        File.WriteAllBytes(_path, bytes);
        Assert.Contains("damaged after it was written", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_changed_on_purpose_is_read_without_a_checksum()
    {
        var session = Trained(true);
        EnsembleModel.Of(session).Save(_path);
        var file = SafetensorsFile.Read(_path);
        Rewrite(file, file.Tensors);
        Assert.Equal(session.Ensemble.Summarize(Small.Inputs(3), 5).Means, EnsembleModel.Load(_path).Ensemble.Summarize(Small.Inputs(3), 5).Means);
    }

    [Fact]
    public void Options_that_are_unknown_are_refused() => AssertRefused("momentum", options: node => node["momentum"] = 1);

    [Fact]
    public void A_file_of_another_program_is_refused()
    {
        SafetensorsFile.Write(_path, [new("layers.0.weight", [1], new Real[1])]);
        Assert.Contains("not written by HyperGan", Assert.Throws<InvalidDataException>(() => EnsembleModel.Load(_path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_is_missing_or_not_finite_is_refused_by_name()
    {
        EnsembleModel.Of(Trained(true)).Save(_path);
        var file = SafetensorsFile.Read(_path);
        var first = file.Tensors[0];
        Rewrite(file, file.Tensors.Skip(1).Append(new("other", first.Shape, first.Values)));
        Assert.Contains($"'{first.Name}' is missing", Refusal(), StringComparison.Ordinal);
        var values = first.Values.ToArray();
        values[0] = Real.NaN;
        Rewrite(file, file.Tensors.Skip(1).Append(new(first.Name, first.Shape, values)));
        Assert.Contains($"'{first.Name}' holds NaN", Refusal(), StringComparison.Ordinal);
    }

    static TrainingSession Trained(bool standardize)
    {
        var session = new TrainingSession(Small.Options with { Standardize = standardize, Noise = Prior.Mixture, Diversity = DiversityKind.Function, NoiseDeviation = 0 }, Small.Regression, 1);
        for (var i = 0; i < 3; i++)
            session.Trainer.Step();
        return session;
    }

    void AssertRefused(string reason, Action<JsonNode>? header = null, Action<JsonNode>? options = null)
    {
        EnsembleModel.Of(Trained(true)).Save(_path);
        var file = SafetensorsFile.Read(_path);
        var metadata = WithoutChecksum(file);
        Change("hypergan", header);
        Change("options", options);
        SafetensorsFile.Write(_path, file.Tensors, metadata);
        Assert.Contains(reason, Refusal(), StringComparison.Ordinal);

        void Change(string key, Action<JsonNode>? change)
        {
            var node = JsonNode.Parse(metadata[key])!;
            change?.Invoke(node);
            metadata[key] = node.ToJsonString();
        }
    }

    void Rewrite(SafetensorsFile file, IEnumerable<StoredTensor> tensors) => SafetensorsFile.Write(_path, tensors, WithoutChecksum(file));

    /// <summary> The texts as someone leaves them who changes one on purpose. </summary>
    internal static Dictionary<string, string> Changed(SafetensorsFile file, string key, string text)
    {
        var metadata = WithoutChecksum(file);
        metadata[key] = text;
        return metadata;
    }

    static Dictionary<string, string> WithoutChecksum(SafetensorsFile file) =>
        file.Metadata.Where(pair => pair.Key is not "checksum").ToDictionary(StringComparer.Ordinal);

    string Refusal()
    {
        var message = Assert.Throws<InvalidDataException>(() => EnsembleModel.Load(_path)).Message;
        Assert.StartsWith(_path, message, StringComparison.Ordinal);
        return message;
    }
}
