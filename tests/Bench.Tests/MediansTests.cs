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
    public void What_must_not_be_exceeded_is_the_worst_of_all()
    {
        Assert.Equal(
            """{"bytes_per_step":1.2,"step_peak_mb":70,"peak_mb":99}""",
            Of(
                """{"bytes_per_step":0,"step_peak_mb":70,"peak_mb":80}""",
                """{"bytes_per_step":1.2,"step_peak_mb":60,"peak_mb":80}""",
                """{"bytes_per_step":0,"step_peak_mb":60,"peak_mb":99}"""));
        Assert.Equal("""{"bytesPerStep":24}""", Of("""{"bytesPerStep":0}""", """{"bytesPerStep":24}""", """{"bytesPerStep":0}"""));
    }

    [Fact]
    public void One_pass_is_left_as_it_is()
    {
        const string Line = """{"shape":"256x256x256","form":"NN","threads":2,"scaling":2.0241067293245822,"date":null}""";
        Assert.Equal(Line, Of(Line));
    }

    [Theory]
    [InlineData("""{"form":"NN","step_ms":9}"""), InlineData("""{"form":"NN","step_ms":9,"blis":null,"more":1}"""), InlineData("""{"form":"NN","step_ms":null,"blis":null}""")]
    [InlineData("""{"form":"NT","step_ms":9,"blis":null}"""), InlineData("""{"form":"NN","step_ms":9,"blis":7}"""), InlineData("[]"), InlineData("null")]
    public void Passes_that_have_not_measured_the_same_are_refused(string other)
    {
        const string Line = """{"form":"NN","step_ms":9,"blis":null}""";
        foreach (var passes in new[] { new[] { Line, other }, [other, Line] })
        {
            var message = Assert.Throws<InvalidDataException>(() => Of(passes)).Message;
            Assert.Contains("ne pass", message, StringComparison.Ordinal);
            Assert.Contains("another", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Passes_with_more_or_fewer_lines_are_refused()
    {
        JsonNode? line = JsonNode.Parse("{}");
        Assert.Contains("1 lines and another 2", Assert.Throws<InvalidDataException>(() => Medians.Of([[line], [line, line]])).Message, StringComparison.Ordinal);
        Assert.Contains("2 lines and another 1", Assert.Throws<InvalidDataException>(() => Medians.Of([[line, line], [line]])).Message, StringComparison.Ordinal);
    }

    static string Of(params string[] passes) => Assert.Single(Medians.Of([.. passes.Select(line => new[] { JsonNode.Parse(line) })]));
}
