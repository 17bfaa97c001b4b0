namespace HyperGan.Cli.Tables;

/// <summary> A whole table as numbers, ready to train on. </summary>
sealed class TrainingTable
{
    TrainingTable(TableSchema schema, ColumnData[] features, ColumnData[] targets, long dropped)
    {
        (Schema, DroppedRows, Rows) = (schema, dropped, targets[0].Values.Length);
        (Features, Targets) = (Encode(features), schema.IsClassification ? [] : Encode(targets));
        Labels = schema.IsClassification ? Array.ConvertAll(targets[0].Values.ToArray(), code => (int)code) : [];
        RoundedColumns = [.. features.Concat(targets).Where(column => column.IsRounded).Select(column => column.Name)];
        ConstantColumns = [.. features.Where(column => column.IsConstant).Select(column => column.Name)];
        DuplicateColumns = [.. Duplicates(features)];
    }

    /// <summary> What the columns are. </summary>
    public TableSchema Schema { get; }

    /// <summary> Number of rows. </summary>
    public int Rows { get; }

    /// <summary> Rows left out since something in them was missing. </summary>
    public long DroppedRows { get; }

    /// <summary> rows × <see cref="TableSchema.FeatureWidth"/> </summary>
    public Real[] Features { get; }

    /// <summary> rows × targets; empty where the target is a class. </summary>
    public Real[] Targets { get; }

    /// <summary> The class of each row, an index of the target's categories; empty where the target is a number. </summary>
    public int[] Labels { get; }

    /// <summary> Columns whose numbers are so large beside their differences that <c>Real</c> rounds these away. </summary>
    public IReadOnlyList<string> RoundedColumns { get; }

    /// <summary> Features that never vary: they cannot help. </summary>
    public IReadOnlyList<string> ConstantColumns { get; }

    /// <summary> Features that say in all rows what another says. </summary>
    public IReadOnlyList<(string First, string Second)> DuplicateColumns { get; }

    /// <summary>
    /// Reads a file, twice: the first pass finds out what its columns are, the second reads them. Only columns that are used are looked at.
    /// </summary>
    /// <exception cref="TableException"> What is wrong, with file, row and column. </exception>
    /// <exception cref="IOException"> The file could not be read. </exception>
    public static TrainingTable Load(string path, TableOptions options)
    {
        var dialect = CsvDialect.Detect(path, options);
        var (features, targets) = SelectColumns(path, dialect, options);
        ColumnData[] columns = [.. features, .. targets];
        var dropped = Pass(path, dialect, columns, options.DropMissing, (rows, column, kind, number) => column.Inspect(rows, kind, number));
        foreach (var column in columns)
            column.Decide();
        if (!options.Classify && Array.Find(targets, target => target.IsText) is { } text)
            throw new TableException($"{path}: the target '{text.Name}' is text; to predict a class, ask for classification.");
        Pass(path, dialect, columns, options.DropMissing, (rows, column, _, number) => column.Add(rows, number));
        foreach (var column in columns)
            column.Complete();
        CheckRows(path, targets, dropped);
        return new(new([.. features.Select(column => column.Schema)], [.. targets.Select(column => column.Schema)], dialect.HasHeader), features, targets, dropped);
    }

    static (ColumnData[] Features, ColumnData[] Targets) SelectColumns(string path, CsvDialect dialect, TableOptions options)
    {
        using var rows = new CsvRows(path, dialect);
        if (options.Targets.Count == 0 || (options.Classify && options.Targets.Count > 1))
            throw new TableException($"{path}: name {(options.Classify ? "one target" : "a target")}. The columns are: {ColumnNames.Listed(rows.Columns)}.");
        int[] Find(IEnumerable<string> names) => [.. names.Select(name => ColumnNames.Find(path, rows.Columns, name))];
        var (targets, texts) = (Find(options.Targets), Find(options.Texts));
        var features = options.Features.Count > 0 ? Find(options.Features) : [.. Enumerable.Range(0, rows.Columns.Count).Except(targets)];
        if (features.Length == 0)
            throw new TableException($"{path}: no column is left to predict from.");
        if (features.Concat(targets).CountBy(i => i).FirstOrDefault(pair => pair.Value > 1) is { Value: > 1 } twice)
            throw new TableException($"{path}: column '{rows.Columns[twice.Key]}' is used twice, as feature or target.");
        ColumnData Select(int i, bool text) => new(i, rows.Columns[i]) { IsText = text || texts.Contains(i) };
        return ([.. features.Select(i => Select(i, text: false))], [.. targets.Select(i => Select(i, options.Classify))]);
    }

    /// <summary> One pass over complete rows; returns how many were not. </summary>
    static long Pass(string path, CsvDialect dialect, ColumnData[] columns, bool dropMissing, Action<CsvRows, ColumnData, FieldKind, double> visit)
    {
        using var rows = new CsvRows(path, dialect);
        var (kinds, numbers, dropped) = (new FieldKind[columns.Length], new double[columns.Length], 0L);
        while (rows.Read())
        {
            var complete = true;
            for (var i = 0; i < columns.Length && complete; i++)
            {
                kinds[i] = rows.Parse(columns[i].Position, out numbers[i]);
                complete = !rows.IsMissing(columns[i].Position, kinds[i], columns[i].IsText, dropMissing);
            }
            if (!complete)
                dropped++;
            for (var i = 0; i < columns.Length && complete; i++)
                visit(rows, columns[i], kinds[i], numbers[i]);
        }
        return dropped;
    }

    static void CheckRows(string path, ColumnData[] targets, long dropped)
    {
        var count = targets[0].Values.Length;
        var without = dropped > 0 ? $" without missing values ({dropped} left out)" : "";
        if (count < 2)
            throw new TableException($"{path}: {(count == 0 ? "no rows" : "one row")}{without}; there is nothing to learn from less than two.");
        if (Array.Find(targets, target => target.HasOneValue) is { } constant)
            throw new TableException(constant.IsRounded
                ? $"{path}: the values of the target '{constant.Name}' differ by less than single precision tells apart; subtract a value near them all."
                : constant.IsText
                ? $"{path}: the target '{constant.Name}' has one class only, '{constant.Schema.Categories![0]}'; there is nothing to tell apart."
                : $"{path}: the target '{constant.Name}' is {constant.Values[0]} in every row; there is nothing to learn.");
    }

    static Real[] Encode(ColumnData[] columns)
    {
        var (rows, width) = (columns[0].Values.Length, columns.Sum(column => column.Schema.Width));
        if ((long)rows * width > Array.MaxLength)
            throw new TableException($"{rows} rows of {width} numbers are more than an array can hold.");
        var into = new Real[rows * width];
        var start = 0;
        foreach (var column in columns)
        {
            for (var i = 0; i < rows; i++)
                column.Schema.Encode(column.Values[i], into.AsSpan(i * width + start, column.Schema.Width));
            start += column.Schema.Width;
        }
        return into;
    }

    static IEnumerable<(string First, string Second)> Duplicates(ColumnData[] columns)
    {
        for (var j = 1; j < columns.Length; j++)
            if (Array.Find(columns[..j], earlier => earlier.Values.SequenceEqual(columns[j].Values) && !columns[j].HasOneValue && !columns[j].IsRounded) is { } first)
                yield return (first.Name, columns[j].Name);
    }
}
