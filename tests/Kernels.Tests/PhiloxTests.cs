using CsCheck;

namespace HyperGan.Kernels.Tests;

public class PhiloxTests
{
    /// <summary> The known answers published with Random123: counter and key, least significant word first. </summary>
    [Theory]
    [InlineData("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Block_GivesThePublishedAnswers(string counter, string key, string expected) =>
        Assert.Equal(Words(expected), Philox.Block(Words(counter), (ulong)Words(key)));

    [Fact]
    public void Fill_IsMadeOfBlocks_WhereverItBeginsAndEnds() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.Int[0, 70]).Sample((lower, upper, position, length) =>
        {
            position &= ulong.MaxValue >> 1;
            var words = new ulong[length];
            Philox.Fill(new UInt128(upper, lower), position, words);
            for (var i = 0; i < length; i++)
            {
                var word = position + (ulong)i;
                var block = Philox.Block(new UInt128(upper, word / 16 * 8 + word % 8), lower);
                Assert.Equal((ulong)(word / 8 % 2 == 0 ? block : block >> 64), words[i]);
            }
        }, iter: 300);

    [Fact]
    public void Fill_WritesNoFurtherThanAsked()
    {
        var words = new ulong[64];
        Philox.Fill(key: 1, position: 5, words.AsSpan(10, 40));
        Assert.All(words[..10], word => Assert.Equal(0u, word));
        Assert.All(words[50..], word => Assert.Equal(0u, word));
    }

    static UInt128 Words(string hex) =>
        hex.Split(' ').Reverse().Aggregate(UInt128.Zero, (all, word) => all << 32 | Convert.ToUInt32(word, 16));
}
