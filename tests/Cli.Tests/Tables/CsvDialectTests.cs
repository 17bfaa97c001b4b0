using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Tests;

public sealed class CsvDialectTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n", ',', '.', true)]
    [InlineData("1,2\n3,4\n", ',', '.', false)]
    [InlineData("1, 2, 3\n4, 5, 6\n", ',', '.', false)]
    [InlineData("a;b\n1,5;2,5\n", ';', ',', true)]
    [InlineData("1,5;2,5\n1,5;2\n", ';', ',', false)]
    [InlineData("a;b\n1.5;2.5\n", ';', '.', true)]
    [InlineData("1,5\t2,5\n3,5\t4\n", '\t', ',', false)]
    [InlineData("  1.5e-02   2.5\n 3 4\n", ' ', '.', false)]
    [InlineData("1,5 2,5\n3,5 4,5\n", ' ', ',', false)]
    [InlineData("a|b\n1|2", '|', '.', true)]
    [InlineData("name,size\nred wine,3.5\nwhite wine,4.0\n", ',', '.', true)]
    [InlineData("name,town\nAnn,York\n", ',', '.', true)]
    [InlineData("5.1,3.5,setosa\n4.9,3.0,setosa\n", ',', '.', false)]
    [InlineData("id,2019,2020\n1,2,3\n", ',', '.', true)]
    [InlineData("\"a;b\",\"c\nd\"\r\n1,2\r\n", ',', '.', true)]
    [InlineData("a,b\n1,2,3\n4,5\n6,7\n", ',', '.', true)]
    [InlineData("y\n1\n2\n", '\t', '.', true)]
    public void A_dialect_is_found_out(string text, char separator, char decimalPoint, bool header) =>
        Assert.Equal(new(separator, decimalPoint, header), CsvDialect.Detect(File(text), new()));

    [Fact]
    public void What_is_said_is_not_guessed() =>
        Assert.Equal(new(',', '.', false), CsvDialect.Detect(File("a;b\n1,5;2,5\n"), new() { Separator = ',', DecimalPoint = '.', HasHeader = false }));

    [Theory]
    [InlineData("")]
    [InlineData("\n \n\n")]
    public void An_empty_file_is_refused(string text) =>
        Assert.Contains("table.csv: the file is empty", Assert.Throws<TableException>(() => CsvDialect.Detect(File(text), new())).Message, StringComparison.Ordinal);

    string File(string text)
    {
        var path = _folder.File("table.csv");
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
