using System.Buffers.Binary;

namespace HyperGan;

/// <summary> How a number lies in the file. </summary>
/// <param name="Name"> The format's name of it. </param>
/// <param name="Size"> Bytes per number. </param>
sealed record SafetensorsType(string Name, int Size)
{
    static readonly SafetensorsType _single = new("F32", sizeof(float)), _double = new("F64", sizeof(double));

    /// <summary> The type of <c>Real</c>, in which is written. </summary>
    public static SafetensorsType Own => sizeof(Real) == sizeof(float) ? _single : _double;

    public static SafetensorsType? Named(string name) => name switch { "F32" => _single, "F64" => _double, _ => null };

    public double Read(ReadOnlySpan<byte> bytes) => Size == sizeof(float)
        ? BinaryPrimitives.ReadSingleLittleEndian(bytes)
        : BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    public void Write(Span<byte> bytes, Real value)
    {
        if (Size == sizeof(float))
            BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
        else
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
    }
}
