using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Tests;

public sealed class FeatureReaderTests : IDisposable
{
    static readonly TableSchema _schema = new([new("a", null), new("colour", ["blue", "rot, größer"])], [new("y", null)], HasHeader: true);
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_are_found_by_name_whatever_their_order()
    {
        Assert.Equal([1, 0, 1, 2, 1, 0], Read("other,colour,a\nx,\"rot, größer\",1\n,blue,2\n"));
        Assert.Equal([1, 1, 0], Read("a;colour\n1,0;blue\n"));
    }

    [Fact]
    public void A_headerless_model_reads_by_position()
    {
        var schema = new TableSchema([new("1", null), new("3", null)], [new("2", null)], HasHeader: false);
        Assert.Equal([1, 3, 4, 6], Read("1,2,3\n4,5,6\n", schema));
        Assert.Equal([1, 2, 3, 4], Read("1,2\n3,4\n", schema));
        Assert.Equal([1, 2, 3, 4], Read("p,q\n1,2\n3,4\n", schema));
    }

    [Theory]
    [InlineData("a,colour\n1,blue\n2,green\n", "row 2 (line 3), column 'colour': the model does not know 'green'; it knows 'blue', 'rot, größer'")]
    [InlineData("a,colour\n1,\n", "row 1 (line 2), column 'colour': the value is missing")]
    [InlineData("a,colour\nx,blue\n", "row 1 (line 2), column 'a': 'x' is not a number")]
    [InlineData("a,colour\n1e999,blue\n", "row 1 (line 2), column 'a': '1e999' is out of range")]
    [InlineData("a,color\n1,blue\n", "there is no column 'colour'. Did you mean 'color'?")]
    [InlineData("1,blue\n2,blue\n", "there is no column 'a'.")]
    [InlineData("a,colour\n1,blue,3\n", "row 1 (line 2): 3 fields")]
    public void What_the_model_cannot_read_is_refused_with_the_place(string text, string reason)
    {
        var message = Assert.Throws<TableException>(() => Read(text)).Message;
        Assert.StartsWith(_folder.File("new.csv"), message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_values_are_dropped_and_counted_if_that_is_asked_for()
    {
        using var reader = Open("a,colour\n,blue\n1,blue\n2,NA\n", _schema, new() { DropMissing = true });
        var row = new Real[3];
        Assert.True(reader.Read(row));
        Assert.Equal(2, reader.Row);
        Assert.False(reader.Read(row));
        Assert.Equal(2, reader.DroppedRows);
    }

    [Fact]
    public void Blocks_hold_as_many_rows_as_fit()
    {
        using var reader = Open("a,colour\n1,blue\n2,blue\n3,blue\n", _schema, new());
        var block = new Real[7];
        Assert.Equal(2, reader.ReadBlock(block));
        Assert.Equal([1, 1, 0, 2, 1, 0, 0], block);
        Assert.Equal(1, reader.ReadBlock(block));
        Assert.Equal(3, block[0]);
        Assert.Equal(0, reader.ReadBlock(block));
    }

    [Fact]
    public void A_row_allocates_nothing()
    {
        using var reader = Open("a,colour\n" + string.Concat(Enumerable.Repeat("1.25,blue\n", 3_000)), _schema, new());
        var row = new Real[3];
        Assert.Equal(0, Allocation.Of(() => Assert.True(reader.Read(row)), times: 500));
    }

    [Fact]
    public void A_schema_survives_its_json()
    {
        var json = _schema.ToJson();
        Assert.Equal("""{"features":[{"name":"a"},{"name":"colour","categories":["blue","rot, gr\u00F6\u00DFer"]}],"targets":[{"name":"y"}],"hasHeader":true}""", json);
        var schema = TableSchema.FromJson(json);
        Assert.Equal(json, schema.ToJson());
        Assert.Equal([1, 0, 1], Read("a,colour\n1,\"rot, größer\"\n", schema));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"features":null,"targets":[{"name":"y"}],"hasHeader":true}""")]
    [InlineData("""{"features":[],"targets":[{"name":"y"}],"hasHeader":true}""")]
    [InlineData("""{"features":[null],"targets":[{"name":"y"}],"hasHeader":true}""")]
    [InlineData("""{"features":[{"name":"a"}],"targets":[{"name":""}],"hasHeader":true}""")]
    [InlineData("""{"features":[{"name":"a","categories":[]}],"targets":[{"name":"y"}],"hasHeader":true}""")]
    [InlineData("""{"features":[{"name":"a","categories":["b",null]}],"targets":[{"name":"y"}],"hasHeader":true}""")]
    [InlineData("""{"features":[{"name":"a","categories":["b","b"]}],"targets":[{"name":"y"}],"hasHeader":true}""")]
    [InlineData("""{"features":[{"name":"a","more":1}],"targets":[{"name":"y"}],"hasHeader":true}""")]
    public void A_forged_schema_is_refused(string json) => Assert.Throws<InvalidDataException>(() => TableSchema.FromJson(json));

    Real[] Read(string text, TableSchema? schema = null)
    {
        using var reader = Open(text, schema ?? _schema, new());
        var block = new Real[60];
        return block[..(reader.ReadBlock(block) * (schema ?? _schema).FeatureWidth)];
    }

    FeatureReader Open(string text, TableSchema schema, TableOptions options)
    {
        File.WriteAllText(_folder.File("new.csv"), text);
        return new(_folder.File("new.csv"), schema, options);
    }
}
