using System.Globalization;
using System.Text;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Tests;

public sealed class TrainingTableTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Numbers_and_texts_become_features_and_targets()
    {
        var table = Load("size,colour,price\n1,red,10\n2.5,\"bl\"\"ue\",2e1\n-3,red,30\n", "price");
        Assert.Equal(3, table.Rows);
        Assert.Equal("size, colour=bl\"ue, colour=red", string.Join(", ", table.Schema.Features.SelectMany(column => column.EncodedNames)));
        Assert.Equal([1, 0, 1, (Real)2.5, 1, 0, -3, 0, 1], table.Features);
        Assert.Equal([10, 20, 30], table.Targets);
        Assert.Empty(table.Labels);
        Assert.False(table.Schema.IsClassification);
    }

    [Theory]
    [InlineData("1;1,5;2\n2;2,5;4\n")]
    [InlineData("\uFEFF1\t1.5\t2\r\n2\t2.5\t4")]
    [InlineData(" 1   1.5 2\n\n 2 2.5   4 \n\n")]
    [InlineData("\"1\", \"1.5\", \"2\"\n\"2\", \"2.5\", \"4\"\n")]
    public void The_usual_ways_to_write_a_table_are_read(string text)
    {
        var table = Load(text, "3");
        Assert.Equal([1, (Real)1.5, 2, (Real)2.5], table.Features);
        Assert.Equal([2, 4], table.Targets);
        Assert.Equal("1, 2", string.Join(", ", table.Schema.Features.Select(column => column.Name)));
    }

    [Fact]
    public void A_class_is_predicted_from_the_features_that_were_chosen()
    {
        var table = Load("a,kind,b,c\n1,10,2,x\n3,9,4,x\n5,10,6,x\n", "kind", options => options with { Classify = true, Features = ["c", "1"] });
        Assert.Equal(["9", "10"], table.Schema.Targets[0].Categories!);
        Assert.Equal([1, 0, 1], table.Labels);
        Assert.Equal([1, 1, 1, 3, 1, 5], table.Features);
        Assert.True(table.Schema.IsClassification);
        Assert.Empty(table.Targets);
    }

    [Fact]
    public void Several_targets_are_read()
    {
        var table = Load("a,b,c\n1,2,3\n4,5,6\n", "c", options => options with { Targets = ["c", "a"] });
        Assert.Equal([3, 1, 6, 4], table.Targets);
        Assert.Equal([2, 5], table.Features);
    }

    [Fact]
    public void Categories_do_not_depend_on_the_order_of_the_rows()
    {
        var (a, b) = (Load("t,y\nb,1\na,2\nc,3\n", "y"), Load("t,y\nc,3\na,2\nb,1\n", "y"));
        Assert.Equal(a.Schema.ToJson(), b.Schema.ToJson());
        Assert.Equal([0, 1, 0, 1, 0, 0, 0, 0, 1], a.Features);
    }

    [Fact]
    public void Rows_with_missing_values_are_dropped_if_that_is_asked_for_and_only_where_it_matters()
    {
        var table = Load("a,b,unused,y\n1,2,,3\n,2,1,3\n1,NA,1,4\n1,?,1,4\n1,nan,1,4\n7,8,,9\n", "y", options => options with { DropMissing = true, Features = ["a", "b"] });
        Assert.Equal([1, 2, 7, 8], table.Features);
        Assert.Equal(4, table.DroppedRows);
    }

    [Fact]
    public void A_postcode_is_a_text_if_it_is_said_to_be()
    {
        var table = Load("code,y\n01,1\n1,2\n01,3\n", "y", options => options with { Texts = ["code"] });
        Assert.Equal(["01", "1"], table.Schema.Features[0].Categories!);
    }

    [Fact]
    public void Constant_and_duplicate_columns_are_reported()
    {
        var table = Load("a,b,c,d,t,u,y\n1,5,1,0.1,x,k,1\n2,5,2,0.1,y,l,2\n3,5,3,0.1,x,k,3\n", "y");
        Assert.Equal(["b", "d"], table.ConstantColumns);
        Assert.Equal([("a", "c"), ("t", "u")], table.DuplicateColumns);
    }

    [Theory]
    [InlineData("a,y\n1,2\n3,\n", "row 2 (line 3), column 'y': the value is missing")]
    [InlineData("a,y\n1,2\nN/A,3\n", "row 2 (line 3), column 'a': the value is missing")]
    [InlineData("a,y\n1,2\n\n3,4,5\n", "row 2 (line 4): 3 fields, but there are 2 columns")]
    [InlineData("a,y\n1,2\n3\n", "row 2 (line 3): 1 field, but")]
    [InlineData("a,y\n1,2\n2,3\n1o,4\n", "row 3 (line 4), column 'a': '1o' is not a number")]
    [InlineData("a,y\n1,2\n1e999,3\n", "row 2 (line 3), column 'a': '1e999' is out of range")]
    [InlineData("a,y\n1,2\n2,-inf\n", "row 2 (line 3), column 'y': '-inf'")]
    [InlineData("a,y\n1,2\n2,Infinity\n", "row 2 (line 3), column 'y': 'Infinity' is out of range")]
    [InlineData("a,a,y\n1,2,3\n", "2 columns are called 'a' in the header")]
    [InlineData("a,y\n", "no rows")]
    [InlineData("a,y\n1,2\n", "one row")]
    [InlineData("a,y\n1,2\n2,2\n", "the target 'y' is 2 in every row")]
    [InlineData("a,y\n1,u\n2,v\n", "the target 'y' is text")]
    [InlineData("a,Y\n1,2\n", "there is no column 'y'. Did you mean 'Y'?")]
    [InlineData("alcohol,quality\n1,2\n", "there is no column 'y'. The columns are: 'alcohol', 'quality'.")]
    [InlineData("y\n1\n2\n", "no column is left")]
    [InlineData("a,y\n1,\"2\n3,4\n", "row 1 (line 2)")]
    [InlineData("a;y\n1,200;1.5\n15;2.5\n12,345;3.5\n", "row 1 (line 2), column 'a': '1,200' may be a number")]
    [InlineData("a;y\n1.234,5;1,5\n-2.345,5;2,5\n", "row 1 (line 2), column 'a': '1.234,5' may be a number")]
    [InlineData("a,y\n\"1,5\",\"2,5\"\n\"2,5\",\"3,5\"\n", "row 1 (line 2), column 'a': '1,5' may be a number")]
    [InlineData("a,y\n1'000,1\n2'000,2\n", "row 1 (line 2), column 'a': '1'000' may be a number")]
    [InlineData("", "the file is empty")]
    public void A_table_that_cannot_be_used_is_refused_with_the_place_and_the_reason(string text, string reason)
    {
        var message = Assert.Throws<TableException>(() => Load(text, "y")).Message;
        Assert.StartsWith(_folder.File("table.csv"), message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,y\n1,u\n2,u\n", "one class only, 'u'")]
    [InlineData("a,y\n1,u\n2,\n", "column 'y': the value is missing")]
    public void Classes_that_cannot_be_told_apart_are_refused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<TableException>(() => Load(text, "y", options => options with { Classify = true })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_column_used_twice_or_not_named_is_refused()
    {
        Assert.Contains("'y' is used twice", Refusal(options => options with { Features = ["a", "y"] }), StringComparison.Ordinal);
        Assert.Contains("'a' is used twice", Refusal(options => options with { Features = ["a", "1"] }), StringComparison.Ordinal);
        Assert.Contains("name a target", Refusal(options => options with { Targets = [] }), StringComparison.Ordinal);
        Assert.Contains("name one target", Refusal(options => options with { Targets = ["a", "y"], Classify = true }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,y\n1.2.3,1\n1.2.4,2\n")]
    [InlineData("a,y\n2024-01-02,1\n2024-01-03,2\n")]
    [InlineData("a,y\n\"1,200\",1\nmany,2\n")]
    public void Texts_with_digits_are_texts(string text) => Assert.NotNull(Load(text, "y").Schema.Features[0].Categories);

    [Fact]
    public void Numbers_with_separators_are_texts_where_they_are_asked_to_be() =>
        Assert.Equal(["1,200", "2,300"], Load("a;y\n1,200;1.5\n2,300;2\n", "y", options => options with { Texts = ["a"] }).Schema.Features[0].Categories!);

    /// <summary> Read as UTF-8, é and è of Latin-1 are one and the same replacement. </summary>
    [Fact]
    public void Texts_that_are_no_UTF8_are_refused_rather_than_merged()
    {
        Assert.Contains("row 2 (line 3), column 'a': the text is not UTF-8", Refusal("a,y\nx,1\ncafé,2\ncafè,3\n"), StringComparison.Ordinal);
        Assert.Contains("the header (line 1) is not UTF-8", Refusal("größe,grüße,y\n1,2,3\n2,3,4\n"), StringComparison.Ordinal);

        string Refusal(string text)
        {
            var path = _folder.File("latin.csv");
            File.WriteAllBytes(path, Encoding.Latin1.GetBytes(text));
            return Assert.Throws<TableException>(() => TrainingTable.Load(path, new() { Targets = ["y"] })).Message;
        }
    }

    [Fact]
    public void A_target_whose_differences_are_rounded_away_is_not_called_constant()
    {
        const string text = "a,y\n1,1700000001\n2,1700000002\n3,1700000003\n";
        if (typeof(Real) == typeof(float))
            Assert.Contains("the values of the target 'y' differ by less than single precision tells apart", Assert.Throws<TableException>(() => Load(text, "y")).Message, StringComparison.Ordinal);
        else
            Assert.Equal(2, Load(text, "y").Targets[2] - Load(text, "y").Targets[0]);
    }

    [Fact]
    public void A_column_of_names_is_refused()
    {
        var text = new StringBuilder("who,y\n");
        for (var i = 0; i < 1_200; i++)
            text.Append(CultureInfo.InvariantCulture, $"p{i},{i}\n");
        var message = Assert.Throws<TableException>(() => Load(text.ToString(), "y")).Message;
        Assert.Contains("column 'who': more than 1000 different texts", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_beyond_single_precision_are_refused_there()
    {
        const string text = "a,y\n1,2\n1e39,3\n";
        if (typeof(Real) == typeof(float))
            Assert.Contains("'1e39' is out of range", Assert.Throws<TableException>(() => Load(text, "y")).Message, StringComparison.Ordinal);
        else
            Assert.Equal(1e39, Load(text, "y").Features[1]);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("Alcohol", "alcohol", 0)]
    [InlineData("ab", "ba", 2)]
    public void Names_have_a_distance(string a, string b, int distance)
    {
        Assert.Equal(distance, ColumnNames.Distance(a, b));
        Assert.Equal(distance, ColumnNames.Distance(b, a));
    }

    string Refusal(Func<TableOptions, TableOptions> change) => Assert.Throws<TableException>(() => Load("a,y\n1,2\n2,3\n", "y", change)).Message;

    TrainingTable Load(string text, string target, Func<TableOptions, TableOptions>? change = null)
    {
        var path = _folder.File("table.csv");
        File.WriteAllText(path, text);
        var options = new TableOptions { Targets = [target] };
        return TrainingTable.Load(path, change?.Invoke(options) ?? options);
    }
}
