using System.Text;

namespace HyperGan.Tests.Storage;

public class ChecksumTests
{
    /// <summary> The check value of the catalogue of CRC algorithms, and the vectors of RFC 3720, B.4. </summary>
    [Fact]
    public void Published_values_are_met()
    {
        Assert.Equal(0xE3069283u, Of(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0x8A9136AAu, Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Of([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));
        Assert.Equal(0x113FDB5Cu, Of([.. Enumerable.Range(0, 32).Select(i => (byte)(31 - i))]));
        Assert.Equal(0u, Of([]));
    }

    [Fact]
    public void The_cut_does_not_matter()
    {
        byte[] bytes = [.. Enumerable.Range(0, 41).Select(i => (byte)(i * 37))];
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var checksum = new Checksum();
            checksum.Add(bytes.AsSpan(0, cut));
            checksum.Add(bytes.AsSpan(cut));
            Assert.Equal(Of(bytes), checksum.Value);
        }
    }

    [Fact]
    public void Where_a_text_ends_matters()
    {
        Assert.NotEqual(Of("ab", "c"), Of("a", "bc"), StringComparer.Ordinal);
        Assert.Equal(Of("é", "c"), Of("é", "c"), StringComparer.Ordinal);

        static string Of(params string[] texts)
        {
            var checksum = new Checksum();
            foreach (var text in texts)
                checksum.Add(text);
            return checksum.ToString();
        }
    }

    static uint Of(byte[] bytes)
    {
        var checksum = new Checksum();
        checksum.Add(bytes);
        return checksum.Value;
    }
}
