using System.CommandLine;
using System.Text.Json.Nodes;
using HyperGan.Cli.Options;

namespace HyperGan.Cli.Tests.Options;

public sealed class OptionBinderTests
{
    [Fact]
    public void Every_member_of_the_record_has_an_option_with_a_description()
    {
        var members = JsonNode.Parse(new HyperGanOptions().ToJson())!.AsObject().Select(member => $"--{member.Key}").Order(StringComparer.Ordinal);
        var options = OptionBinder.Of<HyperGanOptions>(OptionTexts.Training).Options.ToList();
        Assert.Equal(members, options.Select(option => option.Name).Order(StringComparer.Ordinal));
        Assert.All(options, option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
    }

    [Fact]
    public void Every_option_reads_back_the_default_of_its_member()
    {
        var defaults = JsonNode.Parse(new HyperGanOptions().ToJson())!.AsObject();
        var arguments = defaults.Select(member => $"--{member.Key}={(member.Value is JsonArray list ? Text(list) : member.Value!.ToString())}");
        var given = Given([.. arguments]);
        Assert.Equal(defaults.Count, given.Count);
        Assert.Equal(new HyperGanOptions().ToJson(), HyperGanOptions.FromJson(given.ToJsonString()).ToJson());
    }

    [Fact]
    public void What_is_not_given_is_not_there() => Assert.Equal("""{"rate":0.5}""", Given("--rate", "0.5").ToJsonString());

    [Theory]
    [InlineData("--hidden", "3,4", """{"hidden":[3,4]}""")]
    [InlineData("--hidden", "none", """{"hidden":[]}""")]
    [InlineData("--diversity", "prior-anchor", """{"diversity":"PriorAnchor"}""")]
    [InlineData("--diversity", "PriorAnchor", """{"diversity":"PriorAnchor"}""")]
    [InlineData("--standardize", "false", """{"standardize":false}""")]
    [InlineData("--seed", "18446744073709551615", """{"seed":18446744073709551615}""")]
    public void Values_are_read(string name, string text, string json) => Assert.Equal(json, Given(name, text).ToJsonString());

    [Fact]
    public void A_switch_needs_no_value() => Assert.Equal("""{"standardize":true}""", Given("--standardize").ToJsonString());

    [Theory]
    [InlineData("--steps", "2.5", "whole number")]
    [InlineData("--steps", "3000000000", "32 bits")]
    [InlineData("--rate", "fast", "finite number")]
    [InlineData("--rate", "NaN", "finite number")]
    [InlineData("--hidden", "3,,4", "list of whole numbers")]
    [InlineData("--diversity", "much", "none, discriminator, information, prior-anchor, function")]
    [InlineData("--standardize", "perhaps", "true or false")]
    [InlineData("--seed", "-1", "at least 0")]
    public void What_is_no_value_is_refused_by_name(string name, string text, string wanted)
    {
        var result = Tool.Run("train", $"{name}={text}");
        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Contains($"{name}: '{text}' is not", result.Error, StringComparison.Ordinal);
        Assert.Contains(wanted, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    static string Text(JsonArray list) => list.Count == 0 ? "none" : string.Join(',', list.Select(item => item!.ToJsonString()));

    static JsonObject Given(params string[] arguments)
    {
        var binder = OptionBinder.Of<HyperGanOptions>(OptionTexts.Training);
        var command = new Command("test");
        foreach (var option in binder.Options)
            command.Add(option);
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return binder.Given(parsed);
    }
}
