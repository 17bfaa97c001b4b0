using System.Buffers;
using System.Text;

namespace HyperGan.Cli.Tables;

/// <summary> Codes of texts, looked up in UTF-8 without making a string. </summary>
sealed class Categories
{
    readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Categories(IEnumerable<string> names)
    {
        foreach (var name in names)
            _codes.Add(name, _codes.Count);
        _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => _codes.Count;

    /// <summary> The texts, numbers in their own order where all are numbers, otherwise code unit by code unit. </summary>
    public string[] Sorted => _codes.Keys.All(name => Number(name) is not null)
        ? [.. _codes.Keys.OrderBy(Number).ThenBy(name => name, StringComparer.Ordinal)]
        : [.. _codes.Keys.Order(StringComparer.Ordinal)];

    /// <summary> The texts in the order of their codes. </summary>
    public IEnumerable<string> Names => _codes.OrderBy(pair => pair.Value).Select(pair => pair.Key);

    /// <summary> The code of a text, or −1. </summary>
    public int Find(ReadOnlySpan<byte> text) => Code(text, add: false);

    /// <summary> The code of a text, which gets one if it has none. </summary>
    public int Add(ReadOnlySpan<byte> text) => Code(text, add: true);

    int Code(ReadOnlySpan<byte> text, bool add)
    {
        var rented = ArrayPool<char>.Shared.Rent(text.Length);
        var chars = rented.AsSpan(0, Encoding.UTF8.GetChars(text, rented));
        if (!_lookup.TryGetValue(chars, out var code))
        {
            code = add ? _codes.Count : -1;
            if (add)
                _codes.Add(chars.ToString(), code);
        }
        ArrayPool<char>.Shared.Return(rented);
        return code;
    }

    static double? Number(string name) => Field.Parse(Encoding.UTF8.GetBytes(name), (byte)'.', out var value) == FieldKind.Number ? value : null;
}
