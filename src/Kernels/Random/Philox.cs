using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

/// <summary>
/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011): a bijection of 128-bit
/// counters for each 64-bit key. Word n of a stream is a function of n alone, so words can be made in any order, by any thread.
/// </summary>
static class Philox
{
    /// <summary>
    /// Blocks side by side in a tile: the widest <see cref="Vector{T}"/> there is, so that no width changes the order of words.
    /// </summary>
    const int Blocks = 8;

    /// <summary> Words per tile: the first halves of its blocks, then the second halves. </summary>
    const int Tile = 2 * Blocks;

    const int Rounds = 10;

    // The multipliers and the Weyl increments of the key, from the paper's section 4.
    const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57, W0 = 0x9E3779B9, W1 = 0xBB67AE85;

    /// <summary> The block of one counter; the least significant 32 bits of each are the paper's first word. </summary>
    public static UInt128 Block(UInt128 counter, ulong key)
    {
        var (x0, x1) = ((uint)counter, (uint)(counter >> 32));
        var (x2, x3) = ((uint)(counter >> 64), (uint)(counter >> 96));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var (a, b) = ((ulong)M0 * x0, (ulong)M1 * x2);
            (x0, x1, x2, x3) = ((uint)(b >> 32) ^ x1 ^ k0, (uint)b, (uint)(a >> 32) ^ x3 ^ k1, (uint)a);
            (k0, k1) = (k0 + W0, k1 + W1);
        }
        return new UInt128((ulong)x3 << 32 | x2, (ulong)x1 << 32 | x0);
    }

    /// <summary>
    /// Words <paramref name="position"/>, <paramref name="position"/> + 1, … of the stream of <paramref name="key"/>, whose lower half is
    /// the key of Philox and whose upper half is the upper half of all its counters. Word 16·t + 8·h + j is half h of block 8·t + j.
    /// </summary>
    public static void Fill(UInt128 key, ulong position, Span<ulong> into)
    {
        Span<ulong> tile = stackalloc ulong[Tile];
        while (!into.IsEmpty)
        {
            var skipped = (int)(position % Tile);
            var count = Math.Min(Tile - skipped, into.Length);
            if (count == Tile)
                FillTile(key, position / Tile, into);
            else
            {
                FillTile(key, position / Tile, tile);
                tile.Slice(skipped, count).CopyTo(into);
            }
            into = into[count..];
            position += (ulong)count;
        }
    }

    /// <summary>
    /// The 32-bit words live in the lower halves of 64-bit lanes; what is in the upper halves on the way does not matter.
    /// </summary>
    static void FillTile(UInt128 key, ulong tile, Span<ulong> into)
    {
        ref var words = ref MemoryMarshal.GetReference(into[..Tile]);
        var low = new Vector<ulong>(uint.MaxValue);
        for (var lane = 0; lane < Blocks; lane += Vector<ulong>.Count)
        {
            var block = new Vector<ulong>(tile * Blocks + (ulong)lane) + Vector<ulong>.Indices;
            var (x0, x1) = (block, block >>> 32);
            var (x2, x3) = (new Vector<ulong>((ulong)(key >> 64)), new Vector<ulong>((ulong)(key >> 96)));
            var (k0, k1) = (new Vector<ulong>((ulong)key), new Vector<ulong>((ulong)key >> 32));
            for (var round = 0; round < Rounds; round++)
            {
                var (a, b) = (Product(x0, M0), Product(x2, M1));
                (x0, x1, x2, x3) = ((b >>> 32) ^ x1 ^ k0, b, (a >>> 32) ^ x3 ^ k1, a);
                (k0, k1) = (k0 + new Vector<ulong>(W0), k1 + new Vector<ulong>(W1));
            }
            ((x0 & low) | (x1 << 32)).StoreUnsafe(ref words, (nuint)lane);
            ((x2 & low) | (x3 << 32)).StoreUnsafe(ref words, (nuint)(Blocks + lane));
        }
    }

    /// <summary>
    /// The 64-bit products of the lower halves: one instruction on x86, where the 64-bit product of whole lanes takes eight.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<ulong> Product(Vector<ulong> a, uint b)
    {
        var factor = new Vector<ulong>(b);
        if (Avx2.IsSupported && Vector<ulong>.Count == Vector256<ulong>.Count)
            return Avx2.Multiply(a.AsVector256().AsUInt32(), factor.AsVector256().AsUInt32()).AsVector();
        if (Sse2.IsSupported && Vector<ulong>.Count == Vector128<ulong>.Count)
            return Sse2.Multiply(a.AsVector128().AsUInt32(), factor.AsVector128().AsUInt32()).AsVector();
        return (a & new Vector<ulong>(uint.MaxValue)) * factor;
    }
}
