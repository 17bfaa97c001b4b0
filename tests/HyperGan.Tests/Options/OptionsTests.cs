using System.Text.Json.Nodes;

namespace HyperGan.Tests.Options;

public class OptionsTests
{
    [Fact]
    public void Json_and_back_is_the_same_options()
    {
        var options = Small.Options with { Seed = ulong.MaxValue, Diversity = DiversityKind.Information, Rate = 0.1 + 0.2 };
        Assert.Equal(options.ToJson(), HyperGanOptions.FromJson(options.ToJson()).ToJson());
    }

    [Fact]
    public void What_is_not_named_keeps_the_record_s_default()
    {
        var options = HyperGanOptions.FromJson("""{ "steps": 7 }""");
        Assert.Equal((new HyperGanOptions() with { Steps = 7 }).ToJson(), options.ToJson());
    }

    [Fact]
    public void What_is_laid_over_options_leaves_them_as_they_were()
    {
        var options = Small.Options with { Steps = 7, Rate = 0.5 };
        Assert.Equal((options with { Rate = 0.25, Hidden = [3] }).ToJson(), options.With("""{ "rate": 0.25, "hidden": [3] }""").ToJson());
        Assert.Equal(0.5, options.Rate);
    }

    [Theory]
    [InlineData("""{ "step": 7 }""", "step"), InlineData("""{ "steps": "many" }""", "steps"), InlineData("""{ "noise": "Cauchy" }""", "noise")]
    [InlineData("""{ "hidden": null }""", "hidden"), InlineData("[]", "object"), InlineData("{", "")]
    [InlineData("""{ "hidden": [1.5] }""", "hidden"), InlineData("""{ "noise": 1 }""", "noise"), InlineData("""{ "noise": "1" }""", "noise")]
    [InlineData("""{ "standardize": "true" }""", "standardize"), InlineData("""{ "seed": -1 }""", "seed"), InlineData("""{ "steps": 7, "steps": 8 }""", "steps")]
    public void Json_that_is_no_options_is_refused_by_name(string json, string name) =>
        Assert.Contains(name, Assert.Throws<InvalidDataException>(() => HyperGanOptions.FromJson(json)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("hidden", "[0]"), InlineData("members", "0"), InlineData("latent", "-1"), InlineData("diversity-fraction", "1.1"), InlineData("prior-variance", "0")]
    [InlineData("labels", "1"), InlineData("rate", "-1"), InlineData("steps", "0"), InlineData("displacement", "0"), InlineData("mixer-hidden", "[4, -4]")]
    [InlineData("condition-scale", "0"), InlineData("noise", "\"Uniform\"")]
    public void What_cannot_be_trained_is_refused_by_name(string option, string value)
    {
        var json = JsonNode.Parse(Small.Options.ToJson())!;
        json[option] = JsonNode.Parse(value);
        var options = HyperGanOptions.FromJson(json.ToJsonString());
        Assert.StartsWith($"{option}:", Assert.Throws<ArgumentException>(options.Check).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Presets_are_there_and_can_be_trained()
    {
        Assert.Equal(["anchored", "calibrated", "classification", "disagreement", "reference-discriminator", "reference-one-hot", "reference-z"], Presets.Names);
        foreach (var name in Presets.Names)
            Presets.Load(name).Check();
        Assert.Contains("anchored", Assert.Throws<ArgumentException>(() => Presets.Load("calibrate")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reference-discriminator", 363_616), InlineData("reference-one-hot", 368_736), InlineData("reference-z", 414_816)]
    public void The_reference_s_presets_have_its_sizes(string preset, int mixer)
    {
        var session = new TrainingSession(Presets.Load(preset), TrainingData.Regression([1], 1, [1]), 1);
        var generator = session.Network.Generator;
        Assert.Equal(10_401, session.Network.Main.Size);
        Assert.Equal(mixer, generator.Mixer.Parameters.Size);
        Assert.Equal(343_233, generator.Parameters.Size - mixer);
    }
}
