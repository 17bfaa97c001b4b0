using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels;

/// <summary> 512 bits (AVX-512). Every function is one long chain of dependent steps; twice the numbers in flight is up to twice the speed. </summary>
readonly struct WideReals : IReals<WideReals>
{
    readonly Vector512<Real> _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WideReals(Vector512<Real> value) => _v = value;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    public static int Count => Vector512<Real>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals All(Real value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals AllBits(Bits value) => new(Vector512.Create(value).As<Bits, Real>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals Load(ref Real from, nuint at) => new(Vector512.LoadUnsafe(ref from, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(WideReals value, ref Real to, nuint at) => value._v.StoreUnsafe(ref to, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals operator +(WideReals a, WideReals b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals operator -(WideReals a, WideReals b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals operator *(WideReals a, WideReals b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals operator /(WideReals a, WideReals b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals IfLess(WideReals a, WideReals b, WideReals yes, WideReals no) => new(Vector512.ConditionalSelect(Vector512.LessThan(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals IfEqual(WideReals a, WideReals b, WideReals yes, WideReals no) => new(Vector512.ConditionalSelect(Vector512.Equals(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllBitsLess(WideReals a, WideReals b) => Vector512.LessThanAll(a._v.As<Real, Bits>(), b._v.As<Real, Bits>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals Abs(WideReals a) => new(Vector512.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals Round(WideReals a) => new(Vector512.Round(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals AtMost(WideReals bound, WideReals x) => new(Vector512.MinNative(bound._v, x._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals AtLeast(WideReals bound, WideReals x) => new(Vector512.MaxNative(bound._v, x._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals operator &(WideReals a, WideReals b) => new(a._v & b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals operator |(WideReals a, WideReals b) => new(a._v | b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals AddBits(WideReals a, WideReals b) => new((a._v.As<Real, Bits>() + b._v.As<Real, Bits>()).As<Bits, Real>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals SubtractBits(WideReals a, WideReals b) => new((a._v.As<Real, Bits>() - b._v.As<Real, Bits>()).As<Bits, Real>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals TimesPower(WideReals y, WideReals n) => new(Avx512F.Scale(y._v, n._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals operator <<(WideReals a, int count) => new((a._v.As<Real, Bits>() << count).As<Bits, Real>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideReals operator >>>(WideReals a, int count) => new((a._v.As<Real, Bits>() >>> count).As<Bits, Real>());
}
