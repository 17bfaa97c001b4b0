using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Tests;

public class TypicalRowTests
{
    static readonly TableSchema _schema = new([new("a"), new("colour", ["blue", "red"]), new("b")], [new("y")], HasHeader: true);

    [Fact]
    public void Numbers_are_at_their_medians_and_texts_the_most_frequent()
    {
        var row = new TypicalRow(_schema, [1, 0, 1, 5, 9, 0, 1, 7, 2, 1, 0, 6, 4, 0, 1, 100]);
        var (a, colour, b) = ((TypicalRow.Number)row.Features[0], (TypicalRow.Text)row.Features[1], (TypicalRow.Number)row.Features[2]);
        Assert.Equal([("a", 0, 1.0, 9.0), ("b", 3, 5.0, 100.0)], new[] { a, b }.Select(number => (number.Name, number.At, number.Low, number.High)));
        Assert.Equal([3, 0, 1, -1, 3, 0, 1, 8], row.Along(b, [-1, 8]));
        Assert.Equal([50, 0, 1, (Real)6.5], row.Along(a, [50]));
        Assert.Equal([3, 1, 0, (Real)6.5, 3, 0, 1, (Real)6.5], row.Along(colour, [0, 1]));
        Assert.Equal([5, 28.75, 52.5, 76.25, 100], b.Values(5));
    }

    [Fact]
    public void Of_many_categories_the_most_frequent_are_shown_in_their_order()
    {
        var row = new TypicalRow(new([new("colour", ["a", "b", "c", "d"])], [new("y")], HasHeader: true), [0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1]);
        var colour = (TypicalRow.Text)Assert.Single(row.Features);
        Assert.Equal([0, 1, 0, 2], colour.Counts);
        Assert.Equal([1, 3], colour.Codes(2));
        Assert.Equal([0, 1, 2, 3], colour.Codes(9));
        Assert.True(colour.Varies);
    }
}
