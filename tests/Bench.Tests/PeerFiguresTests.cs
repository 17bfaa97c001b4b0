using HyperGan.Bench.Compare;

namespace HyperGan.Bench.Tests;

public class PeerFiguresTests
{
    [Fact]
    public void What_compare_step_writes_is_read_with_or_without_a_name()
    {
        Assert.Equal(new("torchsharp", 9.5, 740), PeerFigures.Parse("""{"peer":"torchsharp","threads":1,"step_ms":9.5,"predict_ms":740}"""));
        Assert.Equal(new("peer", 9.5, 740), PeerFigures.Parse("""{"step_ms":9.5,"predict_ms":740}"""));
    }

    [Theory]
    [InlineData(""), InlineData("done"), InlineData("1"), InlineData("[]"), InlineData("""{"step_ms":9.5}"""), InlineData("""{"step_ms":"9.5","predict_ms":740}""")]
    public void Anything_else_is_refused_in_its_own_words(string line)
    {
        var message = Assert.Throws<FormatException>(() => PeerFigures.Parse(line)).Message;
        Assert.StartsWith($"'{line}'", message, StringComparison.Ordinal);
        Assert.Contains("step_ms", message, StringComparison.Ordinal);
    }
}
