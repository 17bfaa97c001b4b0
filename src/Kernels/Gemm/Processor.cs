using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

/// <summary> What the processor says of itself (CPUID). It decides how operands are cut and copied, never the order of a sum. </summary>
static class Processor
{
    const int Extended = unchecked((int)0x80000000);

    /// <summary> Bytes of the second-level cache where the processor says nothing: what most have. </summary>
    const int UsualCache = 1 << 20;

    /// <summary> Measured are 1 and 2 MB; a cache far from that counts as the nearest of these. </summary>
    const int LeastCache = 1 << 19, MostCache = 1 << 21;

    /// <summary> Bytes of a core's second-level cache. </summary>
    public static readonly int SecondLevelCache = Math.Clamp(CacheOrNull() ?? UsualCache, LeastCache, MostCache);

    /// <summary> Whether it is AMD's Zen 5, or what comes after it. </summary>
    public static readonly bool IsZen5 = IsAmd() && Family() >= 26;

    /// <summary> Intel and AMD alike: kilobytes in the upper half of a register. </summary>
    static int? CacheOrNull()
    {
        const int Leaf = Extended + 6;
        if (!X86Base.IsSupported || (uint)X86Base.CpuId(Extended, 0).Eax < unchecked((uint)Leaf))
            return null;
        var kilobytes = (int)((uint)X86Base.CpuId(Leaf, 0).Ecx >> 16);
        return kilobytes == 0 ? null : kilobytes << 10;
    }

    /// <summary> "AuthenticAMD", whose last letters are in the third register. </summary>
    static bool IsAmd() => X86Base.IsSupported && X86Base.CpuId(0, 0).Ecx == ('c' | ('A' << 8) | ('M' << 16) | ('D' << 24));

    /// <summary> The family, and the extended family that is added to 15. </summary>
    static int Family()
    {
        var signature = X86Base.CpuId(1, 0).Eax;
        return ((signature >> 8) & 0xF) + ((signature >> 20) & 0xFF);
    }
}
