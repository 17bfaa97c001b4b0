using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary> <c>Vector&lt;Real&gt;</c>, which every machine has: 256 bits with AVX2, 128 elsewhere. </summary>
readonly struct NarrowReals : IReals<NarrowReals>
{
    readonly Vector<Real> _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NarrowReals(Vector<Real> value) => _v = value;

    public Vector<Real> Value => _v;

    public static int Count => Vector<Real>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals All(Real value) => new(Vector.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals AllBits(Bits value) => new(Vector.Create(value).As<Bits, Real>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals Load(ref Real from, nuint at) => new(Vector.LoadUnsafe(ref from, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(NarrowReals value, ref Real to, nuint at) => value._v.StoreUnsafe(ref to, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals operator +(NarrowReals a, NarrowReals b) => new(a._v + b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals operator -(NarrowReals a, NarrowReals b) => new(a._v - b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals operator *(NarrowReals a, NarrowReals b) => new(a._v * b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals operator /(NarrowReals a, NarrowReals b) => new(a._v / b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals IfLess(NarrowReals a, NarrowReals b, NarrowReals yes, NarrowReals no) => new(Vector.ConditionalSelect(Vector.LessThan(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals IfEqual(NarrowReals a, NarrowReals b, NarrowReals yes, NarrowReals no) => new(Vector.ConditionalSelect(Vector.Equals(a._v, b._v), yes._v, no._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AllBitsLess(NarrowReals a, NarrowReals b) => Vector.LessThanAll(a._v.As<Real, Bits>(), b._v.As<Real, Bits>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals Abs(NarrowReals a) => new(Vector.Abs(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals Round(NarrowReals a) => new(Vector.Round(a._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals AtMost(NarrowReals bound, NarrowReals x) => new(Vector.MinNative(bound._v, x._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals AtLeast(NarrowReals bound, NarrowReals x) => new(Vector.MaxNative(bound._v, x._v));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals operator &(NarrowReals a, NarrowReals b) => new(a._v & b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals operator |(NarrowReals a, NarrowReals b) => new(a._v | b._v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals AddBits(NarrowReals a, NarrowReals b) => new((a._v.As<Real, Bits>() + b._v.As<Real, Bits>()).As<Bits, Real>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals SubtractBits(NarrowReals a, NarrowReals b) => new((a._v.As<Real, Bits>() - b._v.As<Real, Bits>()).As<Bits, Real>());

    // In two halves: so neither overflows, and a denormal result is rounded once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals TimesPower(NarrowReals y, NarrowReals n)
    {
        var both = n + All(Elementary.Rounder + 2 * Elementary.Bias);
        var half = both >>> 1;
        return y * (half << Elementary.MantissaBits) * (SubtractBits(both, half) << Elementary.MantissaBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals operator <<(NarrowReals a, int count) => new((a._v.As<Real, Bits>() << count).As<Bits, Real>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowReals operator >>>(NarrowReals a, int count) => new((a._v.As<Real, Bits>() >>> count).As<Bits, Real>());
}
