using System.Globalization;
using System.Runtime.InteropServices;
using HyperGan.Cli.Tables;

namespace HyperGan.Cli.Uci;

/// <summary>
/// A regression set as the protocol's folders have it: <c>data.txt</c>, numbers between spaces or tabs, and in <c>index_features.txt</c> and
/// <c>index_target.txt</c> the columns, counted from 0, that are used. Other columns are not.
/// </summary>
sealed class UciSet
{
    readonly int[] _firstEqual;

    UciSet(string name, int width, Real[] features, Real[] targets)
    {
        (Name, Width, Features, Targets) = (name, width, features, targets);
        _firstEqual = FirstEqualRows();
    }

    /// <summary> The folder's name. </summary>
    public string Name { get; }

    /// <summary> Number of features. </summary>
    public int Width { get; }

    /// <summary> rows × <see cref="Width"/> </summary>
    public Real[] Features { get; }

    /// <summary> One per row. </summary>
    public Real[] Targets { get; }

    public int Rows => Targets.Length;

    /// <summary> Rows that are, target included, as one before them. </summary>
    public int DuplicateRows => _firstEqual.Where((first, i) => first != i).Count();

    /// <summary> Reads the set in a folder. </summary>
    /// <exception cref="TableException"> A file is missing or is not what it should be; the message names file, row and column. </exception>
    public static UciSet Load(string folder)
    {
        var features = Indices(Path.Combine(folder, "index_features.txt"));
        if (Indices(Path.Combine(folder, "index_target.txt")) is not [var target])
            throw new TableException($"{Path.Combine(folder, "index_target.txt")}: there must be one target.");
        var (x, y) = (new List<Real>(), new List<Real>());
        foreach (var (row, fields) in Lines(Path.Combine(folder, "data.txt")))
        {
            foreach (var column in features)
                x.Add(Number(folder, row, column, fields));
            y.Add(Number(folder, row, target, fields));
        }
        return y.Count >= 2
            ? new(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), features.Length, [.. x], [.. y])
            : throw new TableException($"{Path.Combine(folder, "data.txt")}: fewer than two rows; there is nothing to split.");
    }

    /// <summary> Features of some rows, one row after the other. </summary>
    public Real[] FeaturesOf(ReadOnlySpan<int> rows)
    {
        var into = new Real[rows.Length * Width];
        for (var i = 0; i < rows.Length; i++)
            Features.AsSpan(rows[i] * Width, Width).CopyTo(into.AsSpan(i * Width));
        return into;
    }

    /// <summary> Targets of some rows. </summary>
    public Real[] TargetsOf(ReadOnlySpan<int> rows)
    {
        var into = new Real[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            into[i] = Targets[rows[i]];
        return into;
    }

    /// <summary> How many of a split's test rows, target included, are also among its training rows: they need no generalisation. </summary>
    public int TestRowsInTrain(UciSplit split)
    {
        var train = split.Train.Select(row => _firstEqual[row]).ToHashSet();
        return split.Test.Count(row => train.Contains(_firstEqual[row]));
    }

    int[] FirstEqualRows()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var first = new int[Rows];
        for (var i = 0; i < Rows; i++)
        {
            Real[] row = [.. Features.AsSpan(i * Width, Width), Targets[i]];
            var key = Convert.ToHexString(MemoryMarshal.AsBytes<Real>(row));
            first[i] = seen.TryAdd(key, i) ? i : seen[key];
        }
        return first;
    }

    static int[] Indices(string path)
    {
        var indices = Lines(path).SelectMany(line => line.Fields.Select(field => (line.Row, Field: field))).ToArray();
        return indices.Length == 0 ? throw new TableException($"{path}: the file is empty.") : Array.ConvertAll(indices, index =>
            double.TryParse(index.Field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < int.MaxValue && number == Math.Floor(number) ? (int)number
            : throw new TableException($"{path}, row {index.Row}: '{index.Field}' is not the number of a column, counted from 0."));
    }

    static Real Number(string folder, int row, int column, string[] fields)
    {
        var place = $"{Path.Combine(folder, "data.txt")}, row {row}, column {column}";
        if (column >= fields.Length)
            throw new TableException($"{place}: the row has {fields.Length} columns only.");
        return Real.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Real.IsFinite(value) ? value
            : throw new TableException($"{place}: '{fields[column]}' is not a finite number.");
    }

    static IEnumerable<(int Row, string[] Fields)> Lines(string path)
    {
        if (!File.Exists(path))
            throw new TableException($"{path}: there is no such file.");
        var row = 0;
        foreach (var line in File.ReadLines(path))
        {
            row++;
            if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } fields)
                yield return (row, fields);
        }
    }
}
