using System.Text.Json.Nodes;
using HyperGan.Bench.Results;

namespace HyperGan.Bench.Tests;

public class MediansTests
{
    [Fact]
    public void Every_figure_is_the_median_of_its_own()
    {
        Assert.Equal(
            """{"shape":"2x3x4","threads":2,"step_ms":3.5,"parts_ms":{"mixer":0.25,"heads":2},"blis":null}""",
            Of(
                """{"shape":"2x3x4","threads":2,"step_ms":9,"parts_ms":{"mixer":0.25,"heads":1},"blis":null}""",
                """{"shape":"2x3x4","threads":2,"step_ms":3.5,"parts_ms":{"mixer":0.125,"heads":2},"blis":null}""",
                """{"shape":"2x3x4","threads":2,"step_ms":3.25,"parts_ms":{"mixer":8,"heads":3},"blis":null}"""));
        Assert.Equal("""{"step_ms":2}""", Of("""{"step_ms":1}""", """{"step_ms":3}"""));
    }

    [Fact]
    public void One_pass_is_left_as_it_is()
    {
        const string Line = """{"shape":"256x256x256","form":"NN","threads":2,"scaling":2.0241067293245822,"date":null}""";
        Assert.Equal(Line, Of(Line));
    }

    [Theory]
    [InlineData("""{"threads":1}"""), InlineData("""{"threads":1,"step_ms":null}"""), InlineData("[]"), InlineData("null")]
    public void Passes_that_do_not_have_the_same_figures_are_refused(string other)
    {
        var message = Assert.Throws<InvalidDataException>(() => Of("""{"threads":1,"step_ms":9}""", other)).Message;
        Assert.Contains("in one pass and", message, StringComparison.Ordinal);
    }

    static string Of(params string[] lines) => Medians.Of([.. lines.Select(line => JsonNode.Parse(line))])!.ToJsonString();
}
