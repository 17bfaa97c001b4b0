using System.Globalization;

namespace HyperGan;

/// <summary> The names of the classes that labels speak of. </summary>
static class ClassNames
{
    /// <summary> One for each class 0, 1, …, of which every one has a row. </summary>
    /// <param name="labels"> One for each row. </param>
    /// <param name="names"> Null for numbers. </param>
    /// <exception cref="ArgumentException"> A single class, a class without rows, or names that are not one for each class. </exception>
    public static string[] Of(ReadOnlySpan<int> labels, IReadOnlyList<string>? names)
    {
        var present = new SortedSet<int>(labels.ToArray());
        if (present.Count == 1)
            throw new ArgumentException($"HyperGanClassifier: all {labels.Length} rows have label {present.Min}; a classification needs rows of two classes at least.");
        var missing = Enumerable.Range(0, present.Count).FirstOrDefault(label => !present.Contains(label), -1);
        if (missing >= 0)
            throw new ArgumentException($"HyperGanClassifier: no row has label {missing}, but there is a label {present.Max}; count the classes from 0 without gaps.");
        if (names is null)
            return [.. present.Select(label => label.ToString(CultureInfo.InvariantCulture))];
        if (names.Count != present.Count)
            throw new ArgumentException($"HyperGanClassifier: {names.Count} names for labels 0 to {present.Max}; give one for each class that has rows.");
        return names.Distinct(StringComparer.Ordinal).Count() == names.Count
            ? [.. names]
            : throw new ArgumentException($"HyperGanClassifier: two classes have the same name, '{names.CountBy(name => name, StringComparer.Ordinal).MaxBy(pair => pair.Value).Key}'.");
    }
}
