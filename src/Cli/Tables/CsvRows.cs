using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace HyperGan.Cli.Tables;

/// <summary> The rows of a file, one after the other: constant memory, nothing allocated per row. </summary>
sealed class CsvRows : IDisposable
{
    /// <summary> A row longer than this is an unclosed quote in a large file rather than a row. </summary>
    const int LongestRow = 1 << 24;

    readonly CsvDialect _dialect;
    readonly CsvReader _reader;
    readonly List<int> _fields = [];
    bool _waiting;

    /// <summary> Opens a file and reads its header; without one, columns are called by their positions from 1. </summary>
    /// <exception cref="TableException"> The file is missing or empty, or two columns have one name. </exception>
    public CsvRows(string path, CsvDialect dialect)
    {
        (Path, _dialect) = (path, dialect);
        _reader = CsvReader.FromFile(path, new()
        {
            HasHeader = false,
            Separator = dialect.Separator,
            SkipEmptyLines = false,
            TrimWhitespace = dialect.Separator is not (' ' or '\t'),
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = LongestRow,
        });
        try
        {
            Columns = ReadColumns();
        }
        catch
        {
            _reader.Dispose();
            throw;
        }
    }

    /// <summary> The file. </summary>
    public string Path { get; }

    /// <summary> The names of the columns. </summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary> Number of the current row from 1, the header not counted. </summary>
    public long Row { get; private set; }

    /// <summary> The current row's field of a column, UTF-8, valid until the next row. </summary>
    public ReadOnlySpan<byte> this[int column] => Field.Trim(_reader.GetSpan(_fields[column]));

    /// <summary> Goes to the next row, past empty lines (with a single column, an empty line is a row). </summary>
    /// <exception cref="TableException"> The row has more or fewer fields than there are columns, or is malformed. </exception>
    public bool Read()
    {
        if (!_waiting && !NextRecord())
            return false;
        _waiting = false;
        Row++;
        if (_fields.Count != Columns.Count)
            throw new TableException($"{Place}: {_fields.Count} {(_fields.Count == 1 ? "field" : "fields")}, but there are {Columns.Count} columns.");
        return true;
    }

    /// <summary> What the field of a column is, and its number. </summary>
    public FieldKind Parse(int column, out double number) => Field.Parse(_reader.GetSpan(_fields[column]), (byte)_dialect.DecimalPoint, out number);

    /// <summary> Is the field missing, and may it be? What a number cannot be is refused here too, for whoever reads the column as numbers. </summary>
    /// <exception cref="TableException"> It is missing and may not be, or it is a number that is out of range. </exception>
    public bool IsMissing(int column, FieldKind kind, bool isText, bool allowed)
    {
        if (kind == FieldKind.OutOfRange && !isText)
            throw Error(column, $"'{Text(column)}' is out of range; numbers reach from {Real.MinValue} to {Real.MaxValue}.");
        if (kind == FieldKind.Missing && !allowed)
            throw Error(column, "the value is missing; complete it, or have rows with missing values dropped.");
        return kind == FieldKind.Missing;
    }

    /// <summary> The field of a column as text. </summary>
    public string Text(int column) => Encoding.UTF8.GetString(this[column]);

    /// <summary> An error that names this place. </summary>
    public TableException Error(int column, string what) => new($"{Place}, column '{Columns[column]}': {what}");

    public void Dispose() => _reader.Dispose();

    string Place => string.Create(CultureInfo.InvariantCulture, $"{Path}, row {Row} (line {_reader.LineNumber})");

    string[] ReadColumns()
    {
        if (!NextRecord())
            throw new TableException($"{Path}: the file is empty.");
        var positions = _fields.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture)).ToArray();
        _waiting = !_dialect.HasHeader;
        if (_waiting)
            return positions;
        if (!_fields.TrueForAll(field => Utf8.IsValid(_reader.GetSpan(field))))
            throw new TableException($"{Path}: the header (line {_reader.LineNumber}) is not UTF-8; save the table in that encoding.");
        var names = _fields.Select((field, i) => Encoding.UTF8.GetString(Field.Trim(_reader.GetSpan(field))) is { Length: > 0 } name ? name : positions[i]).ToArray();
        var twice = names.CountBy(name => name, StringComparer.Ordinal).FirstOrDefault(pair => pair.Value > 1).Key;
        return twice is null ? names : throw new TableException($"{Path}: {names.Count(name => name.Equals(twice, StringComparison.Ordinal))} columns are called '{twice}' in the header (line {_reader.LineNumber}); every column needs a name of its own.");
    }

    bool NextRecord()
    {
        try
        {
            while (_reader.Read())
            {
                _fields.Clear();
                for (var i = 0; i < _reader.FieldCount; i++)
                    if (_dialect.Separator != ' ' || !Field.Trim(_reader.GetSpan(i)).IsEmpty)
                        _fields.Add(i);
                if (_fields.Count > 1 || Columns is { Count: 1 } || (_fields.Count == 1 && !Field.Trim(_reader.GetSpan(_fields[0])).IsEmpty))
                    return true;
            }
            return false;
        }
        catch (CsvFormatException e)
        {
            throw new TableException($"{Path}, row {Row + 1} (line {e.LineNumber}): {e.Message}", e);
        }
    }
}
