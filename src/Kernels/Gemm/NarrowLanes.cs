using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

/// <summary> <c>Vector&lt;Real&gt;</c>: 256 bits with AVX2, 128 elsewhere. Masks in hardware where AVX has them, lane by lane elsewhere. </summary>
readonly unsafe struct NarrowLanes : ILanes<Vector<Real>>
{
    // Asked to be inlined: as a call, which Native AOT makes of it otherwise, it drives the tile's sums out of the registers.
    static bool HasMasks
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx.IsSupported && Vector<Real>.Count == Vector256<Real>.Count;
    }

    public static int Count => Vector<Real>.Count;

    // 12 accumulators + 2 + 1 of 16 registers on x86; ARM has 32.
    public static int TileRows => AdvSimd.IsSupported ? 12 : 6;

    public static bool RepeatsInPlace => false;

    public static Vector<Real> Zero => Vector<Real>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<Real> Mask(int first, int end) =>
        Vector.AndNot(Vector.LessThan(Vector<Bits>.Indices, Vector.Create((Bits)end)), Vector.LessThan(Vector<Bits>.Indices, Vector.Create((Bits)first))).As<Bits, Real>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<Real> Load(Real* from) => Vector.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<Real> Load(Real* from, Vector<Real> mask) =>
        HasMasks ? Avx.MaskLoad(from, mask.AsVector256()).AsVector() : LoadLanes(from, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Real* to, Vector<Real> value) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Real* to, Vector<Real> mask, Vector<Real> value)
    {
        // AMD takes a dozen cycles for the store that AVX masks by a vector, and one for that of AVX-512.
        if (HasMasks && Avx512F.VL.IsSupported)
            Avx512F.VL.MaskStore(to, mask.AsVector256(), value.AsVector256());
        else if (HasMasks)
            Avx.MaskStore(to, mask.AsVector256(), value.AsVector256());
        else
            StoreLanes(to, mask, value);
    }

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
    public static Vector<Real> Add(Vector<Real> a, Vector<Real> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<Real> CutNegatives(Vector<Real> a) =>
        Vector.ConditionalSelect(Vector.LessThanOrEqual(a, Vector<Real>.Zero), Vector<Real>.Zero, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<Real> Repeat(Real value) => Vector.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<Real> MultiplyAdd(Vector<Real> a, Vector<Real> b, Vector<Real> c) => Vector.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static Vector<Real> LoadLanes(Real* from, Vector<Real> mask)
    {
        var buffer = stackalloc Real[Vector<Real>.Count];
        for (var i = 0; i < Vector<Real>.Count; i++)
            buffer[i] = IsSet(mask, i) ? from[i] : 0;
        return Vector.Load(buffer);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void StoreLanes(Real* to, Vector<Real> mask, Vector<Real> value)
    {
        for (var i = 0; i < Vector<Real>.Count; i++)
            if (IsSet(mask, i))
                to[i] = value[i];
    }

    static bool IsSet(Vector<Real> mask, int lane) => mask.As<Real, Bits>()[lane] != 0;
}
