namespace HyperGan.Cli.Tables;

/// <summary> Reads the features of a model from a file of any length, row by row, into numbers. </summary>
sealed class FeatureReader : IDisposable
{
    readonly CsvRows _rows;
    readonly TableSchema _schema;
    readonly int[] _positions;
    readonly Categories?[] _categories;
    readonly bool _dropMissing;

    /// <summary> Opens a file and finds the model's columns in it; others may be there too. </summary>
    /// <exception cref="TableException"> A column is not there; the message names it and the nearest that is. </exception>
    public FeatureReader(string path, TableSchema schema, TableOptions options)
    {
        (_schema, _dropMissing) = (schema, options.DropMissing);
        _categories = [.. schema.Features.Select(column => column.Categories is { } names ? new Categories(names) : null)];
        _rows = new(path, CsvDialect.Detect(path, options with { HasHeader = options.HasHeader ?? (schema.HasHeader ? true : null) }));
        try
        {
            _positions = FindColumns();
        }
        catch
        {
            _rows.Dispose();
            throw;
        }
    }

    /// <summary> Rows left out so far since something in them was missing. </summary>
    public long DroppedRows { get; private set; }

    /// <summary> Number in the file, from 1, of the last row that was read. </summary>
    public long Row => _rows.Row;

    /// <summary> Reads the next complete row; false at the end. </summary>
    /// <param name="into"> <see cref="TableSchema.FeatureWidth"/> numbers. </param>
    /// <exception cref="TableException"> A value is missing, is no number, is out of range or is a category the model does not know. </exception>
    public bool Read(Span<Real> into)
    {
        while (_rows.Read())
        {
            if (ReadRow(into))
                return true;
            DroppedRows++;
        }
        return false;
    }

    /// <summary> Reads as many rows as fit; 0 at the end. </summary>
    public int ReadBlock(Span<Real> into)
    {
        var (width, count) = (_schema.FeatureWidth, 0);
        while (into.Length - count * width >= width && Read(into.Slice(count * width, width)))
            count++;
        return count;
    }

    public void Dispose() => _rows.Dispose();

    bool ReadRow(Span<Real> into)
    {
        for (var i = 0; i < _positions.Length; i++)
        {
            var column = _schema.Features[i];
            var kind = _rows.Parse(_positions[i], out var number);
            if (_rows.IsMissing(_positions[i], kind, column.Categories is not null, _dropMissing))
                return false;
            if (_categories[i] is { } categories)
                number = Code(i, categories);
            else if (kind != FieldKind.Number)
                throw _rows.Error(_positions[i], $"'{_rows.Text(_positions[i])}' is not a number.");
            column.Encode((Real)number, into[..column.Width]);
            into = into[column.Width..];
        }
        return true;
    }

    int Code(int feature, Categories categories)
    {
        var code = categories.Find(_rows[_positions[feature]]);
        return code >= 0 ? code
            : throw _rows.Error(_positions[feature], $"the model does not know '{_rows.Text(_positions[feature])}'; it knows {ColumnNames.Listed(_schema.Features[feature].Categories!.ToArray())}.");
    }

    /// <summary> Without names, a file of exactly the features has them in their order. </summary>
    int[] FindColumns() => !_schema.HasHeader && _rows.Columns.Count == _schema.Features.Count
        ? [.. Enumerable.Range(0, _schema.Features.Count)]
        : [.. _schema.Features.Select(column => ColumnNames.Find(_rows.Path, _rows.Columns, column.Name))];
}
