using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary> Functions of one operand and their adjoints; a value depends on its argument alone, never on its place or the length. </summary>
public static class Elementwise
{
    /// <summary> y = f(x). <paramref name="y"/> may be <paramref name="x"/> itself. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    [SkipLocalsInit]
    public static void Apply<TMap>(ReadOnlySpan<Real> x, Span<Real> y) where TMap : IMapValue
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"Elementwise.Apply<{typeof(TMap).Name}>: {x.Length} numbers cannot fill {y.Length}; the lengths must be equal.");
        if (y.IsEmpty)
            return;
        Span<Real> scratch = stackalloc Real[Vector<Real>.Count];
        Lanes.Write(new Value<TMap>(new(x, scratch)), y);
    }

    /// <summary> dx += dy ⊙ slope(x, y), the product rounded before the sum. </summary>
    /// <exception cref="ArgumentException"> The lengths differ. </exception>
    [SkipLocalsInit]
    public static void AccumulateSlope<TSlope>(ReadOnlySpan<Real> x, ReadOnlySpan<Real> y, ReadOnlySpan<Real> dy, Span<Real> dx) where TSlope : IMapSlope
    {
        if (x.Length != dx.Length || y.Length != dx.Length || dy.Length != dx.Length)
            throw new ArgumentException(
                $"Elementwise.AccumulateSlope<{typeof(TSlope).Name}>: x, y, dy and dx have {x.Length}, {y.Length}, {dy.Length} and {dx.Length} numbers; the lengths must be equal.");
        if (dx.IsEmpty)
            return;
        var width = Vector<Real>.Count;
        Span<Real> scratch = stackalloc Real[4 * width];
        Lanes.Write(
            new Sloped<TSlope>(new(x, scratch), new(y, scratch[width..]), new(dy, scratch[(2 * width)..]), new(dx, scratch[(3 * width)..])), dx);
    }

    readonly ref struct Value<TMap> : ILanes where TMap : IMapValue
    {
        readonly Lane _x;

        public Value(Lane x) => _x = x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<Real> At(nuint i) => TMap.Value(_x[i]);
    }

    readonly ref struct Sloped<TSlope> : ILanes where TSlope : IMapSlope
    {
        readonly Lane _x, _y, _dy, _dx;

        public Sloped(Lane x, Lane y, Lane dy, Lane dx)
        {
            _x = x;
            _y = y;
            _dy = dy;
            _dx = dx;
        }

        // Not fused: a product rounded before the sum gives the same bits on hardware with and without FMA.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<Real> At(nuint i) => _dx[i] + _dy[i] * TSlope.Slope(_x[i], _y[i]);
    }
}
