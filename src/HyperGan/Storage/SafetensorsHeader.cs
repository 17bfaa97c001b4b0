using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HyperGan;

/// <summary>
/// The JSON header: <c>{"__metadata__":{"key":"text"},"name":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}</c>, padded with
/// spaces so that the numbers begin at a multiple of eight.
/// </summary>
/// <param name="Tensors"> Ordered by place; together they tile the bytes after the header. </param>
/// <param name="Metadata"> The texts. </param>
sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary> Longest header that is read or written, 16 MiB: 100 000 tensors, and no burden to keep. </summary>
    public const int MaxLength = 1 << 24;

    /// <summary> The name that no tensor can have. </summary>
    public const string MetadataKey = "__metadata__";

    /// <summary> The header of these tensors, one after the other in this order. </summary>
    /// <exception cref="ArgumentException"> Two tensors of one name, a tensor named like the metadata, or a header that is too long. </exception>
    public static byte[] Write(IReadOnlyList<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { MetadataKey };
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
                WriteMetadata(json, metadata);
            var begin = 0L;
            foreach (var tensor in tensors)
            {
                if (!names.Add(tensor.Name))
                    throw new ArgumentException($"Tensor '{tensor.Name}': the name is taken; every tensor of a file has its own, and '{MetadataKey}' is none.");
                begin = WriteTensor(json, tensor, begin);
            }
            json.WriteEndObject();
        }
        var padding = (8 - buffer.WrittenCount % 8) % 8;
        buffer.GetSpan(8)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenCount <= MaxLength ? buffer.WrittenSpan.ToArray()
            : throw new ArgumentException($"The header has {buffer.WrittenCount} bytes; more than {MaxLength} would not be read back.");
    }

    /// <summary> Reads and checks a header; <paramref name="dataLength"/> is the number of bytes after it. </summary>
    /// <exception cref="InvalidDataException"> What is wrong with it. </exception>
    public static SafetensorsHeader Read(ReadOnlySpan<byte> bytes, long dataLength)
    {
        try
        {
            var header = SafetensorsHeaderReader.Read(bytes);
            CheckTiling(header.Tensors, dataLength);
            return header;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"the header is not JSON: {e.Message}", e);
        }
    }

    static void CheckTiling(IReadOnlyList<SafetensorsEntry> tensors, long dataLength)
    {
        var end = 0L;
        foreach (var tensor in tensors)
        {
            if (tensor.Begin != end)
                throw new InvalidDataException(tensor.Begin < end
                    ? $"tensor '{tensor.Name}' begins at byte {tensor.Begin}, before the end {end} of the one before it: they overlap."
                    : $"tensor '{tensor.Name}' begins at byte {tensor.Begin}, bytes from {end} on belong to no tensor: there is a gap.");
            end = tensor.End;
        }
        if (end != dataLength)
            throw new InvalidDataException(end > dataLength
                ? $"truncated: the tensors should have {end} bytes, {dataLength} are there."
                : $"{dataLength - end} bytes follow the last tensor and belong to none.");
    }

    static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(MetadataKey);
        foreach (var (key, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, text);
        json.WriteEndObject();
    }

    static long WriteTensor(Utf8JsonWriter json, StoredTensor tensor, long begin)
    {
        var end = begin + (long)tensor.Values.Length * SafetensorsType.Own.Size;
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", SafetensorsType.Own.Name);
        json.WriteStartArray("shape");
        foreach (var dimension in tensor.Shape)
            json.WriteNumberValue(dimension);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
        return end;
    }
}
