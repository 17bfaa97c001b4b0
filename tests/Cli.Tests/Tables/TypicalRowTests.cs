using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Tests;

public class TypicalRowTests
{
    static readonly TableSchema _schema = new([new("a"), new("colour", ["blue", "red"]), new("b")], [new("y")], HasHeader: true);

    [Fact]
    public void Numbers_are_at_their_medians_and_texts_the_most_frequent()
    {
        var row = new TypicalRow(_schema, [1, 0, 1, 5, 9, 0, 1, 7, 2, 1, 0, 6, 4, 0, 1, 100]);
        Assert.Equal([("a", 0, 1.0, 9.0), ("b", 3, 5.0, 100.0)], row.Numbers.Select(number => (number.Name, number.At, number.Low, number.High)));
        Assert.Equal([3, 0, 1, -1, 3, 0, 1, 8], row.Along(row.Numbers[1], [-1, 8]));
        Assert.Equal([50, 0, 1, (Real)6.5], row.Along(row.Numbers[0], [50]));
    }
}
