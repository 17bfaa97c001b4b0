using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace HyperGan.Kernels;

/// <summary>
/// Log-sum-exp and its family over the columns of every row, shifted by the row's maximum so that nothing overflows. The exponentials are
/// added in the order of <see cref="Reduce"/>, which follows from the number of columns alone. Any strides are right; contiguous columns are fast.
/// </summary>
/// <remarks> NaN in a row makes all its results NaN. </remarks>
public static class Softmax
{
    /// <summary> Numbers in a row up to which its exponentials are computed at once and then added. </summary>
    const int Short = 256;

    /// <summary> y[s, i, 0] = ln Σⱼ exp x[s, i, j]; ∞ for a row with an ∞, −∞ for one of nothing but −∞, or of no columns. </summary>
    /// <exception cref="ArgumentException"> <paramref name="into"/> is not a column with a place for every row of x. </exception>
    public static void LogSumExp(in Matrix x, in Matrix into) => LogOfSum(x, into, count: 1);

    /// <summary> y[s, i, 0] = ln (1/n Σⱼ exp x[s, i, j]) for n columns; ∞ for a row with an ∞, −∞ for one of nothing but −∞, NaN without columns. </summary>
    /// <exception cref="ArgumentException"> <paramref name="into"/> is not a column with a place for every row of x. </exception>
    public static void LogMeanExp(in Matrix x, in Matrix into) => LogOfSum(x, into, count: x.Cols);

    /// <summary>
    /// y[s, i, j] = exp x[s, i, j] / Σₖ exp x[s, i, k]. <paramref name="into"/> may be x itself. A row with an ∞, or of nothing but −∞, has no
    /// such values: it becomes NaN throughout.
    /// </summary>
    /// <exception cref="ArgumentException"> <paramref name="into"/> has not the shape of x, or elements of it share one place. </exception>
    public static void Apply(in Matrix x, in Matrix into)
    {
        RequireRoom(x, x.Cols, into);
        if (into.IsEmpty)   // rows of no columns may begin beyond the numbers
            return;
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
                Scale(into, s, i, 1 / Sum(x, s, i, Largest(x, s, i), into));
    }

    /// <summary>
    /// y[s, i, j] = x[s, i, j] − ln Σₖ exp x[s, i, k]. <paramref name="into"/> may be x itself. A row with an ∞, or of nothing but −∞, has no
    /// such values: it becomes NaN throughout.
    /// </summary>
    /// <exception cref="ArgumentException"> <paramref name="into"/> has not the shape of x, or elements of it share one place. </exception>
    public static void ApplyLog(in Matrix x, in Matrix into)
    {
        RequireRoom(x, x.Cols, into);
        if (into.IsEmpty)   // rows of no columns may begin beyond the numbers
            return;
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
            {
                var max = Largest(x, s, i);
                Subtract(x, s, i, max, Elementary.Log(Sum(x, s, i, max)), into);
            }
    }

    static void LogOfSum(in Matrix x, in Matrix into, int count, [CallerMemberName] string name = "")
    {
        RequireRoom(x, 1, into, name);
        for (var s = 0; s < into.Stack; s++)
            for (var i = 0; i < into.Rows; i++)
            {
                var max = Largest(x, s, i);
                into[s, i, 0] = count == 0 ? Real.NaN : Real.IsFinite(max) ? max + Elementary.Log(Sum(x, s, i, max) / count) : max;
            }
    }

    static void RequireRoom(in Matrix x, int cols, in Matrix into, [CallerMemberName] string name = "")
    {
        if (into.Stack != x.Stack || into.Rows != x.Rows || into.Cols != cols)
            throw new ArgumentException($"Softmax.{name}: the result of {x.ToString()} is {x.Stack}×{x.Rows}×{cols}, it cannot go into {into.ToString()}.");
        if (!into.IsEmpty && Pairwise.IsSum(into))
            throw new ArgumentException($"Softmax.{name}: elements of the {into.ToString()} result share one place; give a result with room for all.");
        Tally.Count(x.Size + into.Size);
    }

    /// <summary> The largest number of a row; NaN if there is one, −∞ if there is nothing. </summary>
    static Real Largest(in Matrix x, int s, int i)
    {
        if (x.Cols == 0)
            return Real.NegativeInfinity;
        if (x.ColStride == 1)
            return TensorPrimitives.Max<Real>(x.Row(s, i));
        var max = x[s, i, 0];
        for (var j = 1; j < x.Cols; j++)
            max = Real.Max(max, x[s, i, j]);
        return max;
    }

    /// <summary> Σⱼ exp(x[s, i, j] − max) </summary>
    [SkipLocalsInit]
    static Real Sum(in Matrix x, int s, int i, Real max)
    {
        if (x.Cols > Short || x.ColStride != 1)
            return LongSum(x, s, i, max, default);
        Span<Real> scratch = stackalloc Real[Short];
        return ShortSum(x.Row(s, i), max, scratch[..x.Cols]);
    }

    /// <summary> Σⱼ exp(x[s, i, j] − max), the terms left in <paramref name="into"/>. </summary>
    static Real Sum(in Matrix x, int s, int i, Real max, in Matrix into) =>
        x.Cols > Short || x.ColStride != 1 || into.ColStride != 1
            ? LongSum(x, s, i, max, into)
            : ShortSum(x.Row(s, i), max, into.Row(s, i));

    static Real ShortSum(ReadOnlySpan<Real> x, Real max, Span<Real> y)
    {
        Elementary.ExpOfDifference(x, max, y);
        return Pairwise.Sequence(y);
    }

    /// <summary> The same bits in blocks that stay in the first-level cache, and for any strides. </summary>
    static Real LongSum(in Matrix x, int s, int i, Real max, in Matrix into)
    {
        var terms = new Exponentials(x, max, into);
        return Pairwise.Sequence(in terms, new(s, i, 1, x.Cols), 0, x.Cols);
    }

    static void Scale(in Matrix into, int s, int i, Real factor)
    {
        if (into.ColStride == 1)
        {
            TensorPrimitives.Multiply(into.Row(s, i), factor, into.Row(s, i));
            return;
        }
        for (var j = 0; j < into.Cols; j++)
            into[s, i, j] *= factor;
    }

    // The maximum first: that difference is exact near it, where x − (max + ln Σ) would have lost the digits of a large maximum.
    static void Subtract(in Matrix x, int s, int i, Real max, Real logSum, in Matrix into)
    {
        if (x.ColStride == 1 && into.ColStride == 1)
        {
            TensorPrimitives.Subtract(x.Row(s, i), max, into.Row(s, i));
            TensorPrimitives.Subtract(into.Row(s, i), logSum, into.Row(s, i));
            return;
        }
        for (var j = 0; j < into.Cols; j++)
            into[s, i, j] = x[s, i, j] - max - logSum;
    }

    /// <summary> exp(x − max), computed in the result where its columns are contiguous, else in scratch memory and copied to it. </summary>
    readonly ref struct Exponentials : ITerms<Exponentials>
    {
        readonly Matrix _x, _into;
        readonly Real _max;

        public Exponentials(in Matrix x, Real max, in Matrix into)
        {
            _x = x;
            _max = max;
            _into = into;
        }

        public static ReadOnlySpan<Real> Row(in Exponentials terms, int stack, int row, int col, int count, Span<Real> scratch)
        {
            var x = terms._x;
            var into = terms._into;
            var y = into.IsEmpty || into.ColStride != 1 ? scratch[..count] : into.Row(stack, row).Slice(col, count);
            if (x.ColStride == 1)
                Elementary.ExpOfDifference(x.Row(stack, row).Slice(col, count), terms._max, y);
            else
            {
                for (var k = 0; k < count; k++)
                    y[k] = x[stack, row, col + k];
                Elementary.ExpOfDifference(y, terms._max, y);
            }
            if (!into.IsEmpty && into.ColStride != 1)
                for (var k = 0; k < count; k++)
                    into[stack, row, col + k] = y[k];
            return y;
        }
    }
}
