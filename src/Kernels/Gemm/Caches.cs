using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

/// <summary> What this machine's caches hold. It decides how a product is cut, never the order of a sum. </summary>
static class Caches
{
    /// <summary> Where the processor says nothing: the size most have. </summary>
    const int Usual = 1 << 20;

    /// <summary> Less than that leaves blocks of two panels, more has not been measured. </summary>
    const int Least = 1 << 19, Most = 1 << 21;

    /// <summary> Bytes of a core's second-level cache. </summary>
    public static readonly int SecondLevel = Math.Clamp(Stated() ?? Usual, Least, Most);

    /// <summary> By the instruction CPUID, leaf 80000006h, where Intel and AMD alike put kilobytes into the upper half of ECX. </summary>
    static int? Stated()
    {
        const int HighestLeaf = unchecked((int)0x80000000), Leaf = HighestLeaf + 6;
        if (!X86Base.IsSupported || X86Base.CpuId(HighestLeaf, 0).Eax < Leaf)   // both are negative: as far from each other as they are unsigned
            return null;
        var kilobytes = (int)((uint)X86Base.CpuId(Leaf, 0).Ecx >> 16);
        return kilobytes == 0 ? null : kilobytes << 10;
    }
}
