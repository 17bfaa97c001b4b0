using System.Text.Json;

namespace HyperGan;

/// <summary> Goes through a header once, token by token, and refuses what does not belong there. </summary>
ref struct SafetensorsHeaderReader
{
    readonly HashSet<string> _names = new(StringComparer.Ordinal);
    Utf8JsonReader _json;

    SafetensorsHeaderReader(ReadOnlySpan<byte> bytes) => _json = new(bytes, new() { MaxDepth = 4 });

    public static SafetensorsHeader Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new SafetensorsHeaderReader(bytes);
        var tensors = new List<SafetensorsEntry>();
        Dictionary<string, string>? metadata = null;
        reader.Next(JsonTokenType.StartObject, "the header must be an object");
        while (reader.NextName(reader._names) is { } name)
        {
            if (name is SafetensorsHeader.MetadataKey)
                metadata = reader.Metadata();
            else
                tensors.Add(reader.Entry(name));
        }
        reader._json.Read();    // throws if anything but spaces follows
        return new([.. tensors.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End)], metadata ?? []);
    }

    Dictionary<string, string> Metadata()
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        Next(JsonTokenType.StartObject, "the metadata must be an object of texts");
        while (NextName(names) is { } name)
        {
            Next(JsonTokenType.String, $"metadata '{name}' must be a text");
            texts.Add(name, _json.GetString()!);
        }
        return texts;
    }

    SafetensorsEntry Entry(string tensor)
    {
        SafetensorsType? type = null;
        List<long>? shape = null, offsets = null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        Next(JsonTokenType.StartObject, $"tensor '{tensor}' must be an object");
        while (NextName(names) is { } name)
        {
            if (name is "dtype")
                type = Type(tensor);
            else if (name is "shape")
                shape = Numbers(tensor, name);
            else if (name is "data_offsets")
                offsets = Numbers(tensor, name);
            else
                throw new InvalidDataException($"tensor '{tensor}' has an unknown property '{name}'.");
        }
        if (type is null || shape is null || offsets is not [var begin, var end])
            throw new InvalidDataException($"tensor '{tensor}' must have a dtype, a shape and two data_offsets.");
        var bytes = Size(tensor, shape) * type.Size;
        if (begin > end || end - begin != bytes)
            throw new InvalidDataException($"tensor '{tensor}': {type.Name} of shape [{string.Join(", ", shape)}] has {bytes} bytes, its data_offsets are {begin} and {end}.");
        return new(tensor, type, [.. shape.Select(dimension => (int)dimension)], begin, end);
    }

    SafetensorsType Type(string tensor)
    {
        Next(JsonTokenType.String, $"the dtype of tensor '{tensor}' must be a text");
        var name = _json.GetString()!;
        return SafetensorsType.Named(name) ?? throw new InvalidDataException($"tensor '{tensor}' is {name}; only F32 and F64 are read.");
    }

    List<long> Numbers(string tensor, string name)
    {
        var numbers = new List<long>();
        Next(JsonTokenType.StartArray, $"the {name} of tensor '{tensor}' must be an array");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
            numbers.Add(_json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var number) && number >= 0 ? number
                : throw new InvalidDataException($"the {name} of tensor '{tensor}' must be whole numbers from 0 to {long.MaxValue}."));
        return numbers;
    }

    /// <summary> The product of the dimensions, which an array must be able to hold. </summary>
    static long Size(string tensor, List<long> shape)
    {
        var size = 1L;
        foreach (var dimension in shape)
            size = dimension <= int.MaxValue && (dimension == 0 || size <= Array.MaxLength / dimension) ? size * dimension
                : throw new InvalidDataException($"tensor '{tensor}': a shape of [{string.Join(", ", shape)}] is more than the {Array.MaxLength} numbers an array can hold.");
        return size;
    }

    /// <summary> The next property's name, or null at the end of the object. </summary>
    string? NextName(HashSet<string> seen)
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
            return null;
        var name = _json.GetString()!;
        return seen.Add(name) ? name : throw new InvalidDataException($"'{name}' stands twice in the header.");
    }

    void Next(JsonTokenType expected, string otherwise)
    {
        if (!_json.Read() || _json.TokenType != expected)
            throw new InvalidDataException($"{otherwise}.");
    }
}
