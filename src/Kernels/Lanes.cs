using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperGan.Kernels;

/// <summary> A vector expression over <see cref="Lane"/>s. </summary>
interface ILanes
{
    /// <summary> The vector of values that starts at element <paramref name="i"/>. </summary>
    Vector<Real> At(nuint i);
}

/// <summary> The one loop that evaluates a vector expression. </summary>
static class Lanes
{
    /// <summary>
    /// into[i] = expression(i). The last vector ends with the last element and overlaps its neighbour, so a tail is nothing special; it is
    /// computed first, so <paramref name="into"/> may be an operand. Fewer elements than a vector go through a vector of their own.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TLanes>(TLanes expression, Span<Real> into) where TLanes : ILanes, allows ref struct
    {
        var width = (nuint)Vector<Real>.Count;
        if (into.Length < Vector<Real>.Count)
        {
            WriteFew(expression.At(0), into);
            return;
        }
        ref var y = ref MemoryMarshal.GetReference(into);
        var last = (nuint)into.Length - width;
        var tail = expression.At(last);
        for (nuint i = 0; i < last; i += width)
            expression.At(i).StoreUnsafe(ref y, i);
        tail.StoreUnsafe(ref y, last);
    }

    [SkipLocalsInit]
    static void WriteFew(Vector<Real> values, Span<Real> into)
    {
        Span<Real> all = stackalloc Real[Vector<Real>.Count];
        values.CopyTo(all);
        all[..into.Length].CopyTo(into);
    }
}
