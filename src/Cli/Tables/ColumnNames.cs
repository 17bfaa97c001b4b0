using System.Globalization;

namespace HyperGan.Cli.Tables;

/// <summary> Finds columns by what a person calls them. </summary>
static class ColumnNames
{
    /// <summary> The column of this name, or at this position from 1. </summary>
    /// <exception cref="TableException"> There is none; the message suggests the nearest name. </exception>
    public static int Find(string path, IReadOnlyList<string> columns, string name)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Equals(name, StringComparison.Ordinal))
                return i;
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position >= 1 && position <= columns.Count)
            return position - 1;
        var nearest = columns.MinBy(column => Distance(name, column))!;
        throw new TableException(Distance(name, nearest) <= Math.Max(2, name.Length / 2)
            ? $"{path}: there is no column '{name}'. Did you mean '{nearest}'?"
            : $"{path}: there is no column '{name}'. The columns are: {Listed(columns)}.");
    }

    /// <summary> Some names, and how many more there are. </summary>
    public static string Listed(IReadOnlyCollection<string> names)
    {
        const int few = 20;
        var listed = string.Join(", ", names.Take(few).Select(name => $"'{name}'"));
        return names.Count > few ? $"{listed} and {names.Count - few} more" : listed;
    }

    /// <summary> Insertions, deletions and substitutions that make one name the other (Levenshtein), case ignored. </summary>
    public static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
