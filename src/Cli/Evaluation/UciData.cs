using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HyperGan.Cli.Tables;
using HyperGan.Cli.Uci;

namespace HyperGan.Cli.Evaluation;

/// <summary> A set with its splits, as they are evaluated. </summary>
sealed class UciData
{
    UciData(UciSet set, int splits)
    {
        (Set, Splits) = (set, UciSplit.All(set.Rows, splits));
        if (Splits[0].Test.Length == 0)
            throw new TableException($"{set.Name}: {set.Rows} rows; a tenth of them is no test row.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<Real>(set.Features));
        hash.AppendData(MemoryMarshal.AsBytes<Real>(set.Targets));
        Hash = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public UciSet Set { get; }

    public IReadOnlyList<UciSplit> Splits { get; }

    /// <summary> Of all its numbers: results of other numbers are not its own. </summary>
    public string Hash { get; }

    /// <summary> Share of test rows, over all splits, that are also training rows, target included. </summary>
    public double KnownTestRows => Splits.Sum(split => Set.TestRowsInTrain(split)) / (double)Splits.Sum(split => split.Test.Length);

    /// <summary> The sets in a folder, each in a folder of its own. </summary>
    /// <param name="folder"> The folder. </param>
    /// <param name="names"> Those that are wanted; all if none is named. </param>
    /// <param name="splits"> Splits of each, the first ones; null for all that the protocol has. </param>
    /// <exception cref="TableException"> A set is not there or is broken. </exception>
    public static IReadOnlyList<UciData> Load(string folder, IReadOnlyList<string> names, int? splits)
    {
        if (!Directory.Exists(folder))
            throw new TableException($"{folder}: there is no such folder.");
        string[] present =
        [
            .. Directory.EnumerateDirectories(folder).Where(path => File.Exists(Path.Combine(path, "data.txt"))).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal),
        ];
        if (present.Length == 0)
            throw new TableException($"{folder}: no folder in it has a data.txt; give the one that holds the sets' folders.");
        foreach (var name in names)
            if (!present.Contains(name, StringComparer.Ordinal))
                throw new TableException($"{folder}: there is no set '{name}'. Did you mean '{present.MinBy(other => ColumnNames.Distance(name, other))}'? There are {ColumnNames.Listed(present)}.");
        return [.. (names.Count > 0 ? names.Distinct(StringComparer.Ordinal) : present).Select(name => new UciData(UciSet.Load(Path.Combine(folder, name)), splits ?? UciProtocol.Splits(name)))];
    }
}
