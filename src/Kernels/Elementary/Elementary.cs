using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperGan.Kernels;

/// <summary>
/// exp, log and their family, at most 2 units in the last place from the exact value. A value depends on its argument alone, never on its
/// place or the length: spans run through one expression of vectors. Only + − · / of IEEE numbers in a written order, and never fused: the
/// same bits on every machine and for every width of its vectors.
/// </summary>
/// <remarks> Over spans, y may be x itself, but not overlap it otherwise. </remarks>
public static partial class Elementary
{
    /// <summary> The bits of 1. </summary>
    const Bits One = (Bits)Bias << MantissaBits;

    /// <summary> The bits behind the exponent. </summary>
    const Bits MantissaMask = ((Bits)1 << MantissaBits) - 1;

    /// <summary> Added to a number, rounds it to an integer, which then stands in the lowest bits. </summary>
    internal const Real Rounder = (Real)(3L << (MantissaBits - 1));

    /// <summary> Only the sign is set. </summary>
    const Real SignBit = (Real)(-0.0);

    const Real Log2E = (Real)1.4426950408889634;

    static void Apply<TFunction>(ReadOnlySpan<Real> x, Span<Real> y, Real shift = 0, [CallerMemberName] string name = "") where TFunction : IElementary
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"Elementary.{name}: {x.Length} numbers cannot fill {y.Length}; the lengths must be equal.");
        if (WideReals.IsSupported && x.Length >= WideReals.Count)
            Loop<TFunction, WideReals>(x, y, shift);
        else if (x.Length >= NarrowReals.Count)
            Loop<TFunction, NarrowReals>(x, y, shift);
        else
            Few<TFunction>(x, y, shift);
    }

    // Calls, never inlined: they have up to a hundred steps, and in a caller that grew too large (as profiled callers do) the JIT leaves
    // calls between those steps, six times slower. Optimised at once does not forbid that; it spares the first calls the slow tiers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static Vector<Real> Apply<TFunction>(Vector<Real> x) where TFunction : IElementary
    {
        var all = new NarrowReals(x);
        return (TFunction.IsOrdinary(all) ? TFunction.Value(TFunction.Reduce(all)) : TFunction.ValueOfAny(all)).Value;
    }

    // The last vector ends with the last element and overlaps its neighbour. Each is loaded before the one before is stored, since y may be x.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    static void Loop<TFunction, TReals>(ReadOnlySpan<Real> x, Span<Real> y, Real shift) where TFunction : IElementary where TReals : struct, IReals<TReals>
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var last = (nuint)(x.Length - TReals.Count);
        nuint at = 0;
        var vector = TFunction.Argument(TReals.Load(ref from, 0), shift);
        while (true)
        {
            if (TFunction.IsOrdinary(vector))
            {
                var reduced = TFunction.Reduce(vector);
                while (at < last)
                {
                    var next = Math.Min(at + (nuint)TReals.Count, last);
                    vector = TFunction.Argument(TReals.Load(ref from, next), shift);
                    if (!TFunction.IsOrdinary(vector))
                        break;
                    var following = TFunction.Reduce(vector);
                    TReals.Store(TFunction.Value(reduced), ref to, at);
                    (at, reduced) = (next, following);
                }
                TReals.Store(TFunction.Value(reduced), ref to, at);
                if (at == last)
                    return;
                at = Math.Min(at + (nuint)TReals.Count, last);
            }
            // A vector that is not ordinary takes a call, while nothing is begun that would have to be put away across it.
            var (special, place) = (vector, at);
            at = Math.Min(at + (nuint)TReals.Count, last);
            vector = TFunction.Argument(TReals.Load(ref from, at), shift);
            TReals.Store(TFunction.ValueOfAny(special), ref to, place);
            if (place == last)
                return;
        }
    }

    // Fewer elements than a vector go through a vector of their own.
    static void Few<TFunction>(ReadOnlySpan<Real> x, Span<Real> y, Real shift) where TFunction : IElementary
    {
        Span<Real> all = stackalloc Real[NarrowReals.Count];
        x.CopyTo(all);
        Loop<TFunction, NarrowReals>(all, all, shift);
        all[..y.Length].CopyTo(y);
    }

    // All polynomials were fitted by Remez exchange in 60 digits, weighted so that the error of the function is relative, then rounded.
    // They are cut into short independent pieces (Estrin), since the chain of Horner's rule would be what takes time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Line<V>(V x, Real c0, Real c1) where V : struct, IReals<V> => V.All(c0) + x * V.All(c1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Cubic<V>(V x, V x2, Real c0, Real c1, Real c2, Real c3) where V : struct, IReals<V> => Line(x, c0, c1) + x2 * Line(x, c2, c3);
}
