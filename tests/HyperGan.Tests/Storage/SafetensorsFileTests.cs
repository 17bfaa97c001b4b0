using System.Buffers.Binary;
using System.Text;
using CsCheck;

namespace HyperGan.Tests;

public sealed class SafetensorsFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        StoredTensor[] tensors =
        [
            new("layers.0.weight", [2, 3], new Real[] { 1, -2, (Real)0.1, Real.Epsilon, Real.MaxValue, Real.NegativeInfinity }),
            new("empty", [4, 0], Array.Empty<Real>()),
            new("ä \"quoted\"\n", [], new Real[] { 7 }),
            new("long", [1_500], Enumerable.Range(0, 1_500).Select(i => (Real)i / 7).ToArray()),
        ];
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["options"] = "{\"seed\":1}", [""] = "日本\0" };
        SafetensorsFile.Write(Model, tensors, metadata);
        var file = SafetensorsFile.Read(Model);
        Assert.Equal(metadata, file.Metadata);
        Assert.Equal(tensors.Length, file.Tensors.Count);
        Assert.All(tensors, expected =>
        {
            var actual = file.Find(expected.Name)!;
            Assert.Equal(expected.Shape, actual.Shape);
            Assert.Equal(expected.Values.ToArray(), actual.Values.ToArray());
        });
        Assert.Null(file.Find("layers.1.weight"));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        SafetensorsFile.Write(Model, [new("w", [1, 2], new Real[] { 1, -2 }), new("b", [1], new Real[] { (Real)0.5 })], new Dictionary<string, string>(StringComparer.Ordinal) { ["v"] = "1" });
        var (header, data) = typeof(Real) == typeof(float)
            ? ("""{"__metadata__":{"v":"1"},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}} """,
                "0000003F0000803F000000C0")
            : ("""{"__metadata__":{"v":"1"},"b":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"w":{"dtype":"F64","shape":[1,2],"data_offsets":[8,24]}} """,
                "000000000000E03F000000000000F03F00000000000000C0");
        Assert.Equal([(byte)header.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header), .. Convert.FromHexString(data)], File.ReadAllBytes(Model));
        Assert.Equal(0, header.Length % 8);
    }

    [Fact]
    public void The_same_content_in_another_order_gives_the_same_file()
    {
        StoredTensor[] tensors = [new("b", [2], new Real[] { 1, 2 }), new("B", [1], new Real[] { 3 }), new("a", [1], new Real[] { 4 })];
        SafetensorsFile.Write(Model, tensors, new Dictionary<string, string>(StringComparer.Ordinal) { ["x"] = "1", ["Y"] = "2" });
        SafetensorsFile.Write(_folder.File("other"), tensors.Reverse(), new Dictionary<string, string>(StringComparer.Ordinal) { ["Y"] = "2", ["x"] = "1" });
        Assert.Equal(File.ReadAllBytes(Model), File.ReadAllBytes(_folder.File("other")));
    }

    [Fact]
    public void Both_precisions_are_read()
    {
        byte[] data = [0, 0, 0x20, 0x40, 0, 0, 0, 0, 0, 0, 0xF8, 0xBF];
        var file = Read(Bytes("""{"f":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"d":{"dtype":"F64","shape":[],"data_offsets":[4,12]}}""", data));
        Assert.Equal([(Real)2.5], file.Find("f")!.Values.ToArray());
        Assert.Equal([(Real)(-1.5)], file.Find("d")!.Values.ToArray());
    }

    [Fact]
    public void Doubles_beyond_single_precision_are_refused_there()
    {
        var data = new byte[16];
        BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(8), 1e300);
        var bytes = Bytes("""{"d":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}""", data);
        if (typeof(Real) == typeof(float))
            Assert.Contains("tensor 'd': 1E+300 at position 1", Refusal(bytes), StringComparison.Ordinal);
        else
            Assert.Equal((Real)1e300, Read(bytes).Tensors[0].Values.Span[1]);
    }

    /// <summary> Headers before eight bytes of data, and what is said to them. </summary>
    [Theory]
    [InlineData("", "the header is not JSON")]
    [InlineData("[]", "the header must be an object")]
    [InlineData("{\"a\":1}", "tensor 'a' must be an object")]
    [InlineData("{\"a\":{\"dtype\":\"F32\"", "not JSON")]
    [InlineData("{} {}", "not JSON")]
    [InlineData("{\"\\ud800\":{}}", "not JSON")]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{}}}}}}", "unknown property 'b'")]
    [InlineData("{\"__metadata__\":[]}", "the metadata must be an object of texts")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", "metadata 'a' must be a text")]
    [InlineData("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", "'a' stands twice")]
    [InlineData("{\"__metadata__\":{},\"__metadata__\":{}}", "'__metadata__' stands twice")]
    [InlineData("{\"a\":{}}", "must have a dtype, a shape and two data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}", "two data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"more\":1}}", "unknown property 'more'")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "'dtype' stands twice")]
    [InlineData("{\"a\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}", "tensor 'a' is BF16; only F32 and F64 are read")]
    [InlineData("{\"a\":{\"dtype\":4,\"shape\":[4],\"data_offsets\":[0,8]}}", "dtype of tensor 'a' must be a text")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}", "shape of tensor 'a' must be an array")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", "whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,8]}}", "whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}", "whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[[2]],\"data_offsets\":[0,8]}}", "whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,99999999999999999999]}}", "whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,8]}}", "more than the 2147483591 numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296,4],\"data_offsets\":[0,8]}}", "more than the 2147483591 numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}}", "F32 of shape [3] has 12 bytes, its data_offsets are 0 and 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", "data_offsets are 8 and 0")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2000000000],\"data_offsets\":[0,8000000000]}}", "truncated: the tensors should have 8000000000 bytes, 8 are there")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[9223372036854775799,9223372036854775807]}}", "there is a gap")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "'a' begins at byte 4, bytes from 0 on belong to no tensor: there is a gap")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "'b' begins at byte 4, before the end 8 of the one before it: they overlap")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "they overlap")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", "'a' stands twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", "4 bytes follow the last tensor")]
    [InlineData("{}", "8 bytes follow the last tensor")]
    public void A_forged_header_is_refused_with_the_reason(string header, string reason)
    {
        var refusal = Refusal(Bytes(header, new byte[8]));
        Assert.StartsWith("forged: ", refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "truncated: 0 bytes")]
    [InlineData("00000000000000", "truncated: 7 bytes")]
    [InlineData("0300000000000000 7B7D", "truncated: the header should have 3 bytes, 2 are there")]
    [InlineData("0000000100000000 7B7D", "truncated: the header should have 16777216 bytes, 2 are there")]
    [InlineData("0100000100000000 7B7D", "a header of 16777217 bytes is more than")]
    [InlineData("FFFFFFFFFFFFFFFF 7B7D", "a header of 18446744073709551615 bytes is more than")]
    [InlineData("0600000000000000 7B22FF223A31", "not JSON")]
    [InlineData("504B0304140000000000", "PyTorch")]
    [InlineData("80025D7100000000000000", "PyTorch")]
    public void A_broken_file_is_refused_with_the_reason(string hex, string reason) =>
        Assert.Contains(reason, Refusal(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))), StringComparison.Ordinal);

    /// <summary> 640 = 0x0280 begins like a pickle, 19 280 = 0x4B50 like a zip archive: PyTorch's files, but for the bytes after these two. </summary>
    [Theory]
    [InlineData(640), InlineData(19_280), InlineData(65_536 + 640)]
    public void A_header_whose_length_begins_like_a_checkpoint_is_read(int length)
    {
        SafetensorsFile.Write(Model, [], new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = new('a', length - 28) });
        Assert.Equal(length, BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(Model)));
        Assert.Equal(length - 28, SafetensorsFile.Read(Model).Metadata["text"].Length);
    }

    [Fact]
    public void A_refusal_names_the_file()
    {
        File.WriteAllText(Model, "not this");
        Assert.StartsWith(Model + ": ", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(Model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_is_refused_or_read_but_nothing_else_happens()
    {
        SafetensorsFile.Write(Model, [new("weight", [2, 2], new Real[] { 1, 2, 3, 4 }), new("bias", [2], new Real[] { 5, 6 })], new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" });
        var whole = File.ReadAllBytes(Model);
        for (var length = 0; length < whole.Length; length++)
            Refusal(whole[..length]);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            var bytes = (byte[])whole.Clone();
            foreach (var (at, value) in changes)
                bytes[at] = value;
            try
            {
                Read(bytes);
            }
            catch (InvalidDataException)
            {
            }
        }, iter: 3_000);
    }

    [Fact]
    public void A_forged_size_allocates_next_to_nothing()
    {
        var bytes = Bytes("""{"a":{"dtype":"F32","shape":[2000000000],"data_offsets":[0,8000000000]}}""", new byte[8]);
        Refusal(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(bytes);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData("a", "a", "'a': the name is taken")]
    [InlineData("a", "__metadata__", "'__metadata__' is none")]
    public void Names_that_could_not_be_read_back_are_refused_and_the_old_file_stands(string first, string second, string reason)
    {
        SafetensorsFile.Write(Model, []);
        var before = File.ReadAllBytes(Model);
        var error = Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(Model, [new(first, [], new Real[1]), new(second, [], new Real[1])]));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Model));
    }

    [Theory]
    [InlineData(new[] { 2, 2 })]
    [InlineData(new[] { -1, -3 })]
    [InlineData(new[] { 65_536, 65_536, 65_536, 65_536, 3 })]
    public void A_shape_that_does_not_hold_the_values_is_refused(int[] shape)
    {
        var error = Assert.Throws<ArgumentException>(() => new StoredTensor("w", shape, new Real[3]));
        Assert.Contains("Tensor 'w'", error.Message, StringComparison.Ordinal);
    }

    string Model => _folder.File("model.safetensors");

    static byte[] Bytes(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. data];
    }

    static SafetensorsFile Read(byte[] bytes) => SafetensorsFile.Read(new MemoryStream(bytes), "forged");

    static string Refusal(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Read(bytes)).Message;
}
