using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// Sums in an order that depends on the shape alone: not on strides, alignment, vector width or the number of threads.
/// Where columns are summed, the terms run in the order stack, row, column and are added pairwise by blocks; where columns are kept,
/// each is summed over rows, then stacks, pairwise too. The relative error for positive terms stays within a few roundings.
/// </summary>
public static class Reduce
{
    /// <summary> Σ xᵢ; 0 when empty. </summary>
    public static Real Sum(ReadOnlySpan<Real> x)
    {
        Tally.Count(x.Length);
        return Pairwise.Sequence(x);
    }

    /// <summary> 1/n Σ xᵢ; NaN when empty. </summary>
    public static Real Mean(ReadOnlySpan<Real> x) => Sum(x) / x.Length;

    /// <summary> Σ xᵢ², each square rounded before it is added; 0 when empty. </summary>
    public static Real SumOfSquares(ReadOnlySpan<Real> x) => SumOfSquares(x, 1);

    /// <summary> √Σ xᵢ² without overflow or underflow on the way: infinite only when the norm itself is, or an element; NaN when one is NaN. </summary>
    public static Real Norm(ReadOnlySpan<Real> x)
    {
        if (x.IsEmpty)
            return 0;
        var largest = TensorPrimitives.MaxMagnitude(x);
        if (largest == 0 || !Real.IsFinite(largest))
            return Real.Abs(largest);
        // A power of two changes no digit. The clamp keeps the scale itself finite for the smallest magnitudes.
        var power = Math.Clamp(Real.ILogB(largest), -MaxPower, MaxPower);
        return Real.ScaleB(Real.Sqrt(SumOfSquares(x, Real.ScaleB(1, -power))), power);
    }

    /// <summary> into = scale · Σ source over the dimensions in which <paramref name="into"/> is 1; a 1 in source repeats. </summary>
    /// <exception cref="ArgumentException"> In some dimension the sizes differ and neither is 1. </exception>
    public static void Sum(Matrix source, Matrix into, Real scale = 1) => Add(source, into, scale, overwrite: true);

    /// <summary> into += scale · source, where in every dimension the two are equal or one of them is 1: a 1 in source repeats, a 1 in into sums. </summary>
    /// <exception cref="ArgumentException"> In some dimension the sizes differ and neither is 1. </exception>
    public static void Accumulate(Matrix source, Matrix into, Real scale = 1) => Add(source, into, scale, overwrite: false);

    static int MaxPower => Real.ILogB(Real.MaxValue) - 1;

    static void Add(Matrix source, Matrix into, Real scale, bool overwrite)
    {
        var stack = source.Stack == 1 ? into.Stack : source.Stack;
        var rows = source.Rows == 1 ? into.Rows : source.Rows;
        var cols = source.Cols == 1 ? into.Cols : source.Cols;
        if (!into.ExpandsTo(stack, rows, cols))
            throw new ArgumentException(
                $"Reduce.{(overwrite ? "Sum" : "Accumulate")}: {source.ToString()} does not fit {into.ToString()}; each dimension must be equal, or 1 in one of the two.");
        if (into.IsEmpty)
            return;
        Tally.Count(source.Size + (overwrite ? 1 : 2) * into.Size);
        source = source.ExpandTo(stack, rows, cols);
        into = into.ExpandTo(stack, rows, cols);
        while ((into.Rows > 1 || into.Stack > 1) && source.RowsJoin && into.RowsJoin)
        {
            source = source.RowsJoined;
            into = into.RowsJoined;
        }
        if (Pairwise.IsSum(into))
        {
            var terms = new View(source);
            Pairwise.Sum(in terms, into, scale, overwrite);
            return;
        }
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
                AddRow(source, into, s, i, scale, overwrite);
    }

    static void AddRow(Matrix source, Matrix into, int s, int i, Real scale, bool overwrite)
    {
        if (source.ColStride == 1 && into.ColStride == 1)
        {
            if (overwrite)
                TensorPrimitives.Multiply(source.Row(s, i), scale, into.Row(s, i));
            else
                TensorPrimitives.MultiplyAdd(source.Row(s, i), scale, into.Row(s, i), into.Row(s, i));
        }
        else if (source.ColStride == 0 && into.ColStride == 1)
        {
            if (overwrite)
                into.Row(s, i).Fill(scale * source[s, i, 0]);
            else
                TensorPrimitives.Add(into.Row(s, i), scale * source[s, i, 0], into.Row(s, i));
        }
        else
            for (var j = 0; j < into.Cols; j++)
                into[s, i, j] = overwrite ? scale * source[s, i, j] : into[s, i, j] + scale * source[s, i, j];
    }

    static Real SumOfSquares(ReadOnlySpan<Real> x, Real scale)
    {
        Tally.Count(x.Length);
        var terms = new Squares(x, scale);
        return Pairwise.Sequence(in terms, new(0, 0, 1, x.Length), 0, x.Length);
    }

    readonly ref struct Squares : ITerms<Squares>
    {
        readonly ReadOnlySpan<Real> _x;
        readonly Real _scale;

        public Squares(ReadOnlySpan<Real> x, Real scale)
        {
            _x = x;
            _scale = scale;
        }

        [SkipLocalsInit]
        public static ReadOnlySpan<Real> Row(in Squares terms, int stack, int row, int col, int count, Span<Real> scratch)
        {
            Span<Real> few = stackalloc Real[Vector<Real>.Count];
            Lanes.Write(new Squared(new(terms._x.Slice(col, count), few), terms._scale), scratch[..count]);
            return scratch[..count];
        }
    }

    readonly ref struct Squared : ILanes
    {
        readonly Lane _x;
        readonly Vector<Real> _scale;

        public Squared(Lane x, Real scale)
        {
            _x = x;
            _scale = new(scale);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<Real> At(nuint i)
        {
            var x = _x[i] * _scale;
            return x * x;
        }
    }

    internal readonly ref struct View : ITerms<View>
    {
        readonly Matrix _source;

        public View(Matrix source) => _source = source;

        public static ReadOnlySpan<Real> Row(in View terms, int stack, int row, int col, int count, Span<Real> scratch)
        {
            if (terms._source.ColStride == 1)
                return terms._source.Row(stack, row).Slice(col, count);
            for (var k = 0; k < count; k++)
                scratch[k] = terms._source[stack, row, col + k];
            return scratch[..count];
        }
    }
}
