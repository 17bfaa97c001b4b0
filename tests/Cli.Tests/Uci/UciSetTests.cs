using HyperGan.Cli.Tables;
using HyperGan.Cli.Uci;

namespace HyperGan.Cli.Tests;

public sealed class UciSetTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_set_is_read_by_its_index_files()
    {
        var set = Load(" 1.5  2 7 100\n3\t4\t7\t200\n\n1.5 2 8 100 9\n3 4 7 300\n");
        Assert.Equal((4, 2), (set.Rows, set.Width));
        Assert.Equal([2, (Real)1.5, 4, 3, 2, (Real)1.5, 4, 3], set.Features);
        Assert.Equal([100, 200, 100, 300], set.Targets);
        Assert.Equal([4, 3, 2, (Real)1.5], set.FeaturesOf([1, 2]));
        Assert.Equal([300, 100], set.TargetsOf([3, 0]));
    }

    [Fact]
    public void Rows_that_occur_twice_are_counted()
    {
        var set = Load("1 2 7 100\n3 4 7 200\n1 2 8 100\n3 4 7 300\n1 2 7 100\n");
        Assert.Equal(2, set.DuplicateRows);
        Assert.Equal(1, set.TestRowsInTrain(new(0, [0, 1, 3], [2])));
        Assert.Equal(0, set.TestRowsInTrain(new(0, [0, 1, 2, 4], [3])));
    }

    [Theory]
    [InlineData("1 2 3 4\n5 6 x x\n", "data.txt, row 2, column 3: 'x' is not a finite number")]
    [InlineData("1 2 3 4\n5 6 7\n", "data.txt, row 2, column 3: the row has 3 columns only")]
    [InlineData("1 2 3 4\n5 nan 7 8\n", "data.txt, row 2, column 1: 'nan'")]
    [InlineData("1 2 3 4\n", "fewer than two rows")]
    public void A_broken_set_is_refused_with_the_place(string data, string reason) =>
        Assert.Contains(reason, Assert.Throws<TableException>(() => Load(data)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_folder_that_has_no_set_is_refused() =>
        Assert.Contains("index_features.txt: there is no such file", Assert.Throws<TableException>(() => UciSet.Load(_folder.File("none"))).Message, StringComparison.Ordinal);

    UciSet Load(string data)
    {
        File.WriteAllText(_folder.File("data.txt"), data);
        File.WriteAllText(_folder.File("index_features.txt"), "1\n0\n");
        File.WriteAllText(_folder.File("index_target.txt"), "3\n");
        return UciSet.Load(_folder.File(""));
    }
}
