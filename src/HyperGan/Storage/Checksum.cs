using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace HyperGan;

/// <summary>
/// CRC-32C (Castagnoli; RFC 3720, appendix B.4) of a run of bytes, however they are cut: finds every damage of up to 32 bits in a row, and of
/// all others but one in 4·10⁹. It is no protection from intent.
/// </summary>
struct Checksum()
{
    uint _remainder = uint.MaxValue;

    /// <summary> Of all bytes so far. </summary>
    public readonly uint Value => ~_remainder;

    /// <summary> As eight hexadecimal digits. </summary>
    public override readonly string ToString() => Digits(Value);

    public static string Digits(uint value) => value.ToString("x8", CultureInfo.InvariantCulture);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            _remainder = BitOperations.Crc32C(_remainder, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var single in bytes)
            _remainder = BitOperations.Crc32C(_remainder, single);
    }

    /// <summary> The text in UTF-8 and a zero, so that of two texts it matters where the first one ends. </summary>
    public void Add(string text)
    {
        Add(Encoding.UTF8.GetBytes(text));
        Add([0]);
    }
}
