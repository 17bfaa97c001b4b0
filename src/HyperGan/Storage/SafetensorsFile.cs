using System.Buffers.Binary;

namespace HyperGan;

/// <summary>
/// A safetensors file: named tensors and texts. Eight bytes (little-endian) give the length of a JSON header, which gives every tensor's
/// type, shape and place in the bytes after it. Nothing in such a file is run, and nothing it claims is believed before it is checked:
/// no array is made by a number that the length of the file does not bear out.
/// Format: https://github.com/huggingface/safetensors.
/// </summary>
public sealed class SafetensorsFile
{
    /// <summary> Bytes of the length in front of the header. </summary>
    internal const int Prefix = 8;

    /// <summary> Numbers that pass through the stack at a time. </summary>
    const int Chunk = 512;

    readonly Dictionary<string, StoredTensor> _byName;

    SafetensorsFile(IReadOnlyList<StoredTensor> tensors, IReadOnlyDictionary<string, string> metadata, uint checksum)
    {
        (Tensors, Metadata, ValuesChecksum) = (tensors, metadata, checksum);
        _byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary> The tensors in the order of their bytes. </summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary> The texts beside them; empty where the file has none. </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary> CRC-32C of the tensors' bytes as they lie in the file. </summary>
    internal uint ValuesChecksum { get; }

    /// <summary> The tensor of this name, or null. </summary>
    public StoredTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// Writes atomically (<see cref="AtomicFile"/>): F32, or F64 in the double build. The same content gives the same bytes: tensors and
    /// texts are ordered by their names, code unit by code unit.
    /// </summary>
    /// <exception cref="ArgumentException"> Two tensors of one name, a tensor named <c>__metadata__</c>, or a header beyond 16 MiB. </exception>
    /// <exception cref="IOException"> The file could not be written; an old one is as it was. </exception>
    public static void Write(string path, IEnumerable<StoredTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var ordered = Ordered(tensors);
        var header = SafetensorsHeader.Write(ordered, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[Prefix];
            BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var tensor in ordered)
                WriteValues(tensor.Values.Span, stream.Write);
        });
    }

    /// <summary> CRC-32C of the bytes that <see cref="Write"/> would write for these tensors. </summary>
    internal static uint ChecksumOf(IEnumerable<StoredTensor> tensors)
    {
        var checksum = new Checksum();
        foreach (var tensor in Ordered(tensors))
            WriteValues(tensor.Values.Span, bytes => checksum.Add(bytes));
        return checksum.Value;
    }

    static List<StoredTensor> Ordered(IEnumerable<StoredTensor> tensors) => [.. tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal)];

    /// <summary> Reads a file whole. F32 and F64 are read; the other becomes <c>Real</c> by rounding. </summary>
    /// <exception cref="InvalidDataException"> The file is not one that can be read: the message names the file and says why. </exception>
    /// <exception cref="IOException"> The file does not exist or could not be read. </exception>
    public static SafetensorsFile Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        return Read(stream, path);
    }

    /// <summary> Reads a seekable stream from its beginning to its end; <paramref name="name"/> is what messages call it. </summary>
    /// <inheritdoc cref="Read(string)"/>
    public static SafetensorsFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            stream.Position = 0;
            var header = ReadHeader(stream);
            var tensors = new List<StoredTensor>(header.Tensors.Count);
            var checksum = new Checksum();
            foreach (var entry in header.Tensors)
            {
                var values = new Real[entry.Count];
                ReadValues(stream, entry, values, ref checksum);
                tensors.Add(new(entry.Name, entry.Shape, values));
            }
            return new(tensors, header.Metadata, checksum.Value);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{name}: {e.Message}", e);
        }
    }

    static SafetensorsHeader ReadHeader(Stream stream)
    {
        Span<byte> prefix = stackalloc byte[Prefix];
        if (stream.ReadAtLeast(prefix, Prefix, throwOnEndOfStream: false) < Prefix)
            throw new InvalidDataException($"truncated: {stream.Length} bytes are less than the {Prefix} a safetensors file begins with.");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        // Only then: a header of 640 bytes begins like a pickle, one of 19 280 like an archive, while what follows these two bytes in a checkpoint makes far too long a header.
        if (length > SafetensorsHeader.MaxLength && (prefix.StartsWith("PK"u8) || prefix[..2].SequenceEqual<byte>([0x80, 0x02])))
            throw new InvalidDataException("this looks like a PyTorch checkpoint, which may run code when read; save it with safetensors.torch.save_file instead.");
        if (length > SafetensorsHeader.MaxLength)
            throw new InvalidDataException($"a header of {length} bytes is more than the {SafetensorsHeader.MaxLength} that are read; this is hardly a safetensors file.");
        var rest = stream.Length - Prefix - (long)length;
        if (rest < 0)
            throw new InvalidDataException($"truncated: the header should have {length} bytes, {stream.Length - Prefix} are there.");
        var json = new byte[(int)length];
        stream.ReadExactly(json);
        return SafetensorsHeader.Read(json, rest);
    }

    static void WriteValues(ReadOnlySpan<Real> values, Action<ReadOnlySpan<byte>> write)
    {
        Span<byte> bytes = stackalloc byte[Chunk * sizeof(Real)];
        for (var start = 0; start < values.Length; start += Chunk)
        {
            var part = values[start..Math.Min(start + Chunk, values.Length)];
            for (var i = 0; i < part.Length; i++)
                SafetensorsType.Own.Write(bytes[(i * sizeof(Real))..], part[i]);
            write(bytes[..(part.Length * sizeof(Real))]);
        }
    }

    static void ReadValues(Stream stream, SafetensorsEntry entry, Span<Real> values, ref Checksum checksum)
    {
        var size = entry.Type.Size;
        Span<byte> bytes = stackalloc byte[Chunk * sizeof(double)];
        for (var start = 0; start < values.Length; start += Chunk)
        {
            var part = values[start..Math.Min(start + Chunk, values.Length)];
            var read = bytes[..(part.Length * size)];
            stream.ReadExactly(read);
            checksum.Add(read);
            for (var i = 0; i < part.Length; i++)
            {
                var value = entry.Type.Read(bytes[(i * size)..]);
                part[i] = (Real)value;
                if (double.IsFinite(value) && !Real.IsFinite(part[i]))
                    throw new InvalidDataException($"tensor '{entry.Name}': {value} at position {start + i} is beyond what single precision can hold.");
            }
        }
    }
}
