using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

/// <summary> 512 bits with hardware masks (AVX-512). <c>Vector&lt;Real&gt;</c> stays at 256 bits there, which is half of what the machine can do. </summary>
readonly unsafe struct WideLanes : ILanes<Vector512<Real>>
{
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    public static int Count => Vector512<Real>.Count;

    // 24 accumulators + 2 + 1 of 32 registers; 14 rows would fit too and measured the same.
    public static int TileRows => 12;

    public static bool RepeatsInPlace => true;

    public static Vector512<Real> Zero => Vector512<Real>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<Real> Mask(int first, int end) =>
        Vector512.AndNot(Vector512.LessThan(Vector512<Bits>.Indices, Vector512.Create((Bits)end)), Vector512.LessThan(Vector512<Bits>.Indices, Vector512.Create((Bits)first))).As<Bits, Real>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<Real> Load(Real* from) => Vector512.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<Real> Load(Real* from, Vector512<Real> mask) => Avx512F.MaskLoad(from, mask, Vector512<Real>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Real* to, Vector512<Real> value) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Real* to, Vector512<Real> mask, Vector512<Real> value) => Avx512F.MaskStore(to, mask, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(Real* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PrefetchFar(Real* address)
    {
        if (Sse.IsSupported) Sse.Prefetch1(address);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<Real> Add(Vector512<Real> a, Vector512<Real> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<Real> CutNegatives(Vector512<Real> a) =>
        Vector512.ConditionalSelect(Vector512.LessThanOrEqual(a, Vector512<Real>.Zero), Vector512<Real>.Zero, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<Real> Repeat(Real value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<Real> MultiplyAdd(Vector512<Real> a, Vector512<Real> b, Vector512<Real> c) => Vector512.MultiplyAddEstimate(a, b, c);
}
