using System.Globalization;
using CsvHelper;

namespace HyperGan.Cli.Runs;

/// <summary> A CSV file of numbers, each row on the disk as soon as it is known. NaN is an empty field. </summary>
sealed class CsvTable : IDisposable
{
    readonly CsvWriter _csv;

    /// <summary> A file with these columns and no rows yet. </summary>
    public CsvTable(string path, params ReadOnlySpan<string> columns)
    {
        _csv = CsvWriter.ToFile(path, new() { NewLine = "\n" });
        Write(columns);
    }

    /// <summary> Into a stream, which stays open. </summary>
    public CsvTable(Stream stream) => _csv = CsvWriter.Create(stream, new() { NewLine = "\n" }, leaveOpen: true);

    /// <summary> Adds a row. </summary>
    public void Add(params ReadOnlySpan<double> row)
    {
        var fields = new string[row.Length];
        for (var i = 0; i < row.Length; i++)
            fields[i] = double.IsNaN(row[i]) ? "" : row[i].ToString(CultureInfo.InvariantCulture);
        Write(fields);
    }

    /// <summary> Adds a row of texts. </summary>
    public void Write(ReadOnlySpan<string> fields)
    {
        _csv.WriteRecord(fields);
        _csv.Flush();
    }

    public void Dispose() => _csv.Dispose();
}
