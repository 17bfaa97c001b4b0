using System.Text;

namespace HyperGan.Cli.Tables;

/// <summary> How a file is written. </summary>
/// <param name="Separator"> Between fields; a space stands for any number of them. </param>
/// <param name="DecimalPoint"> In numbers: a point, or a comma where that does not separate. </param>
/// <param name="HasHeader"> Does the first record name the columns? </param>
sealed record CsvDialect(char Separator, char DecimalPoint, bool HasHeader)
{
    /// <summary> Records that are looked at. </summary>
    const int Sample = 50;

    /// <summary> Characters that are looked at. </summary>
    const int SampleLength = 1 << 16;

    /// <summary> Separators in the order in which they win a tie. </summary>
    const string Separators = "\t;,| ";

    /// <summary>
    /// Finds what the options leave open. The separator is the one that gives all first records the same number of fields, at least two,
    /// and among those makes the largest share of them numbers. So 1,5;2,5 is two numbers, not three texts.
    /// </summary>
    public static CsvDialect Detect(string path, TableOptions options)
    {
        var records = FirstRecords(path);
        if (records.Count == 0)
            throw new TableException($"{path}: the file is empty.");
        var separator = options.Separator ?? Separators.MaxBy(candidate => Merit(records, candidate));
        var fields = records.ConvertAll(record => Split(record, separator));
        var point = options.DecimalPoint ?? (separator != ',' && fields.Exists(f => f.Exists(WithComma)) && !fields.Exists(f => f.Exists(WithPoint)) ? ',' : '.');
        return new(separator, point, options.HasHeader ?? NamesColumns(fields, point));
    }

    /// <summary>
    /// The first record names columns if it has no number at all, or a text where the second has a number. In
    /// <c>5.1,3.5,setosa</c> before <c>4.9,3.0,setosa</c> it does not.
    /// </summary>
    static bool NamesColumns(List<List<string>> fields, char point)
    {
        var first = fields[0].ConvertAll(field => Kind(field, point));
        if (!first.Contains(FieldKind.Number))
            return true;
        return fields.Count > 1 && first.Zip(fields[1]).Any(pair => pair.First == FieldKind.Text && Kind(pair.Second, point) == FieldKind.Number);
    }

    /// <summary> Consistent first, then the share of numbers; where nothing is consistent, how many records agree with the first. </summary>
    static (bool Consistent, double Share) Merit(List<string> records, char separator)
    {
        var fields = records.ConvertAll(record => Split(record, separator));
        var agreeing = fields.Count(f => f.Count == fields[0].Count);
        if (fields[0].Count < 2)
            return (false, 0);
        return agreeing == fields.Count
            ? (true, fields.Average(f => f.Average(field => WithComma(field) || Kind(field, '.') == FieldKind.Number ? 1.0 : 0)))
            : (false, (double)agreeing / fields.Count);
    }

    static bool WithComma(string field) => field.Contains(',', StringComparison.Ordinal) && Kind(field, ',') == FieldKind.Number;

    static bool WithPoint(string field) => field.Contains('.', StringComparison.Ordinal) && Kind(field, '.') == FieldKind.Number;

    static FieldKind Kind(string field, char point) => Field.Parse(Encoding.UTF8.GetBytes(field), (byte)point, out _);

    static List<string> Split(string record, char separator)
    {
        var fields = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i <= record.Length; i++)
        {
            if (i < record.Length && record[i] == '"')
                quoted = !quoted;
            if (i < record.Length && (quoted || record[i] != separator))
                continue;
            fields.Add(record[start..i].Trim().Trim('"'));
            start = i + 1;
        }
        return separator == ' ' ? fields.FindAll(field => field.Length > 0) : fields;
    }

    static List<string> FirstRecords(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path} is a folder, not a table.");
        using var reader = new StreamReader(path);
        // Whoever reads the table next would begin where this stops.
        if (!reader.BaseStream.CanSeek)
            throw new IOException($"{path} is a pipe, and a table is read more than once; save it to a file.");
        var sample = new char[SampleLength];
        var text = sample.AsSpan(0, reader.ReadBlock(sample));
        var records = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i < text.Length && records.Count < Sample; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            if (quoted || text[i] is not ('\n' or '\r'))
                continue;
            AddRecord(records, text[start..i]);
            start = i + 1;
        }
        // A last record without a line break; cut off in the middle only if it is the first of an endless line.
        if (records.Count < Sample && (text.Length < SampleLength || records.Count == 0))
            AddRecord(records, text[start..]);
        return records;
    }

    static void AddRecord(List<string> records, ReadOnlySpan<char> record)
    {
        if (!record.IsWhiteSpace())
            records.Add(record.ToString());
    }
}
