using System.Numerics;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// Operations of two operands over Stack × Rows × Cols, a dimension of 1 repeated, and their adjoints. Any strides are right; column
/// strides of 0 and 1 are fast. A value depends on its operands alone, never on its place, the strides or the alignment.
/// </summary>
public static class Broadcast
{
    /// <summary> Columns worked on at a time when they have to be gathered or scattered. </summary>
    const int Panel = 128;

    /// <summary> y = f(a, b); each dimension of a and b is that of y or 1. <paramref name="into"/> may be a or b itself, but not overlap them otherwise. </summary>
    /// <exception cref="ArgumentException"> The shapes do not fit, or elements of <paramref name="into"/> share one place. </exception>
    [SkipLocalsInit]
    public static void Apply<TOp>(Matrix a, Matrix b, Matrix into) where TOp : IBinary
    {
        var (stack, rows, cols) = (into.Stack, into.Rows, into.Cols);
        if (!a.ExpandsTo(stack, rows, cols) || !b.ExpandsTo(stack, rows, cols))
            throw new ArgumentException(
                $"Broadcast.Apply<{typeof(TOp).Name}>: {a.ToString()} and {b.ToString()} cannot fill {into.ToString()}; each dimension of an operand must be the result's or 1.");
        if (into.IsEmpty)
            return;
        if ((into.StackStride == 0 && stack > 1) || (into.RowStride == 0 && rows > 1) || (into.ColStride == 0 && cols > 1))
            throw new ArgumentException($"Broadcast.Apply<{typeof(TOp).Name}>: elements of the {into.ToString()} result share one place; give a result with room for all.");
        Tally.Count(a.Size + b.Size + into.Size);
        a = a.ExpandTo(stack, rows, cols);
        b = b.ExpandTo(stack, rows, cols);
        while ((into.Rows > 1 || into.Stack > 1) && a.RowsJoin & b.RowsJoin & into.RowsJoin)
        {
            a = a.RowsJoined;
            b = b.RowsJoined;
            into = into.RowsJoined;
        }
        Span<Real> scratch = stackalloc Real[3 * Panel];
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
                ApplyRow<TOp>(a, b, into, s, i, scratch);
    }

    /// <summary>
    /// into += Σ dy ⊙ slope(a, b, y), summed over the dimensions in which <paramref name="into"/> is 1 (or repeats by a stride of 0).
    /// Products are rounded before they are summed; the order of the sum depends on the shape alone (<see cref="Reduce"/> says which).
    /// </summary>
    /// <exception cref="ArgumentException"> dy has not the shape of y, or a dimension of a, b or into is neither y's nor 1. </exception>
    [SkipLocalsInit]
    public static void Accumulate<TSlope>(Matrix a, Matrix b, Matrix y, Matrix dy, Matrix into) where TSlope : ISlope
    {
        var (stack, rows, cols) = (y.Stack, y.Rows, y.Cols);
        if (!dy.HasShapeOf(y))
            throw new ArgumentException($"Broadcast.Accumulate<{typeof(TSlope).Name}>: dy is {dy.ToString()}, y is {y.ToString()}; the two must have one shape.");
        if (!a.ExpandsTo(stack, rows, cols) || !b.ExpandsTo(stack, rows, cols) || !into.ExpandsTo(stack, rows, cols))
            throw new ArgumentException(
                $"Broadcast.Accumulate<{typeof(TSlope).Name}>: operands {a.ToString()} and {b.ToString()} and gradient {into.ToString()} do not fit the result's {y.ToString()}; each dimension must be the result's or 1.");
        if (y.IsEmpty)
            return;
        Tally.Count(a.Size + b.Size + 2 * y.Size + 2 * into.Size);
        a = a.ExpandTo(stack, rows, cols);
        b = b.ExpandTo(stack, rows, cols);
        into = into.ExpandTo(stack, rows, cols);
        while ((into.Rows > 1 || into.Stack > 1) && a.RowsJoin & b.RowsJoin & y.RowsJoin & dy.RowsJoin & into.RowsJoin)
        {
            a = a.RowsJoined;
            b = b.RowsJoined;
            y = y.RowsJoined;
            dy = dy.RowsJoined;
            into = into.RowsJoined;
        }
        if (Pairwise.IsSum(into))
        {
            var terms = new SlopeTerms<TSlope>(a, b, y, dy);
            Pairwise.Sum(in terms, into, scale: 1, overwrite: false);
            return;
        }
        Span<Real> scratch = stackalloc Real[5 * Panel];
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
                AccumulateRow<TSlope>(a, b, y, dy, into, s, i, scratch);
    }

    static void ApplyRow<TOp>(Matrix a, Matrix b, Matrix into, int s, int i, Span<Real> scratch) where TOp : IBinary
    {
        if (a.ColStride <= 1 && b.ColStride <= 1 && into.ColStride == 1)
        {
            var row = into.Row(s, i);
            Lanes.Write(new Binary<TOp>(a, b, s, i, 0, row.Length, scratch), row);
            return;
        }
        for (var j = 0; j < into.Cols; j += Panel)
        {
            var y = scratch.Slice(2 * Panel, Math.Min(Panel, into.Cols - j));
            Lanes.Write(new Binary<TOp>(a, b, s, i, j, y.Length, scratch), y);
            Scatter(y, into, s, i, j);
        }
    }

    static void AccumulateRow<TSlope>(Matrix a, Matrix b, Matrix y, Matrix dy, Matrix into, int s, int i, Span<Real> scratch) where TSlope : ISlope
    {
        var last = scratch[(4 * Panel)..];
        if (a.ColStride <= 1 && b.ColStride <= 1 && y.ColStride <= 1 && dy.ColStride <= 1 && into.ColStride == 1)
        {
            var row = into.Row(s, i);
            var terms = new Sloped<TSlope>(a, b, y, dy, s, i, 0, row.Length, scratch);
            Lanes.Write(new Added<TSlope>(terms, new(into, s, i, 0, row.Length, last)), row);
            return;
        }
        for (var j = 0; j < into.Cols; j += Panel)
        {
            var sum = last[..Math.Min(Panel, into.Cols - j)];
            var terms = new Sloped<TSlope>(a, b, y, dy, s, i, j, sum.Length, scratch);
            Lanes.Write(new Added<TSlope>(terms, new(into, s, i, j, sum.Length, last)), sum);
            Scatter(sum, into, s, i, j);
        }
    }

    static void Scatter(ReadOnlySpan<Real> values, Matrix into, int s, int i, int j)
    {
        for (var k = 0; k < values.Length; k++)
            into[s, i, j + k] = values[k];
    }

    readonly ref struct Binary<TOp> : ILanes where TOp : IBinary
    {
        readonly Lane _a, _b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Binary(Matrix a, Matrix b, int s, int i, int j, int count, Span<Real> scratch)
        {
            _a = new(a, s, i, j, count, scratch);
            _b = new(b, s, i, j, count, scratch[Panel..]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<Real> At(nuint i) => TOp.Value(_a[i], _b[i]);
    }

    /// <summary> dy ⊙ slope(a, b, y) </summary>
    readonly ref struct Sloped<TSlope> : ILanes where TSlope : ISlope
    {
        readonly Lane _a, _b, _y, _dy;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Sloped(Matrix a, Matrix b, Matrix y, Matrix dy, int s, int i, int j, int count, Span<Real> scratch)
        {
            _a = new(a, s, i, j, count, scratch);
            _b = new(b, s, i, j, count, scratch[Panel..]);
            _y = new(y, s, i, j, count, scratch[(2 * Panel)..]);
            _dy = new(dy, s, i, j, count, scratch[(3 * Panel)..]);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<Real> At(nuint i) => Elementwise.Times(_dy[i], TSlope.Slope(_a[i], _b[i], _y[i]), TSlope.IsMask);
    }

    /// <summary> into + dy ⊙ slope(a, b, y), not fused: the same bits on hardware with and without FMA. </summary>
    readonly ref struct Added<TSlope> : ILanes where TSlope : ISlope
    {
        readonly Sloped<TSlope> _terms;
        readonly Lane _into;

        public Added(Sloped<TSlope> terms, Lane into)
        {
            _terms = terms;
            _into = into;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<Real> At(nuint i) => _into[i] + _terms.At(i);
    }

    /// <summary> The slope products as terms of a sum, computed a panel at a time. </summary>
    readonly ref struct SlopeTerms<TSlope> : ITerms<SlopeTerms<TSlope>> where TSlope : ISlope
    {
        readonly Matrix _a, _b, _y, _dy;

        public SlopeTerms(Matrix a, Matrix b, Matrix y, Matrix dy)
        {
            _a = a;
            _b = b;
            _y = y;
            _dy = dy;
        }

        [SkipLocalsInit]
        public static ReadOnlySpan<Real> Row(in SlopeTerms<TSlope> terms, int stack, int row, int col, int count, Span<Real> scratch)
        {
            Span<Real> operands = stackalloc Real[4 * Panel];
            for (var done = 0; done < count; done += Panel)
            {
                var part = scratch[done..Math.Min(done + Panel, count)];
                Lanes.Write(new Sloped<TSlope>(terms._a, terms._b, terms._y, terms._dy, stack, row, col + done, part.Length, operands), part);
            }
            return scratch[..count];
        }
    }
}
