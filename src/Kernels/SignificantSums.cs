using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperGan.Kernels;

/// <summary>
/// Sums of columns whose terms may cancel. A computed sum is off by some u · Σ|x|, u being half the distance from 1 to the next number
/// (Higham, Accuracy and Stability, section 4.2); one that is smaller has no correct digit, and is 0 here rather than noise. That matters
/// where a number is taken relative to itself, as by Adam: noise would move a parameter as far as a signal.
/// </summary>
public static class SignificantSums
{
    /// <summary> Roundings a sum has to exceed: one or two of each term, those of the factors it was made of, those of adding. </summary>
    const int Roundings = 8;

    /// <summary> Rows summed directly; blocks of them are added pairwise. </summary>
    const int Block = 16;

    /// <summary> Columns summed side by side. </summary>
    const int Panel = 256;

    static readonly Real _noise = Roundings * (Real.BitIncrement(1) - 1) / 2;

    /// <summary>
    /// into += Σ x over the rows, and over the stack where <paramref name="into"/> has a stack of 1; sums of |Σ x| &lt; 8 u Σ|x| are left out.
    /// A sum that stays has the bits that <see cref="Reduce.Accumulate"/> adds.
    /// </summary>
    /// <exception cref="ArgumentException"> <paramref name="into"/> is not a row as wide as x, with the stack of x or one of 1. </exception>
    public static void Accumulate(Matrix x, Matrix into, Team? team = null)
    {
        if (into.Rows != 1 || into.Cols != x.Cols || (into.Stack != 1 && into.Stack != x.Stack))
            throw new ArgumentException($"SignificantSums.Accumulate: the columns of {x.ToString()} cannot be summed into {into.ToString()}.");
        if (x.IsEmpty)
            return;
        Tally.Count(x.Size + 2 * into.Size);
        var job = new Job(x, into);
        Team.Run(team, job.Pieces, ref job);
    }

    /// <summary> The panels of all rows of the result, some to a piece. Each sum is one piece's, in an order that no cut changes. </summary>
    readonly ref struct Job : IJob
    {
        readonly Matrix _x, _into;
        readonly int _rows, _panels;

        public Job(Matrix x, Matrix into)
        {
            _x = x;
            _into = into;
            _rows = into.Stack == 1 ? checked(x.Stack * x.Rows) : x.Rows;
            _panels = (into.Cols + Panel - 1) / Panel;
            Pieces = (int)Math.Clamp(x.Size / Stretch.Size, 1, _panels * into.Stack);
        }

        public int Pieces { get; }

        public void Run(int piece)
        {
            var count = (long)_panels * _into.Stack;
            for (var panel = (int)(count * piece / Pieces); panel < count * (piece + 1) / Pieces; panel++)
                AddPanel(panel / _panels, panel % _panels * Panel);
        }

        [SkipLocalsInit]
        void AddPanel(int s, int col)
        {
            Span<Real> sums = stackalloc Real[Panel], magnitudes = stackalloc Real[Panel];
            var cols = Math.Min(Panel, _into.Cols - col);
            Sum(_x, s * _x.Rows, _rows, col, cols, sums, magnitudes);
            DropNoise(sums, magnitudes, cols);
            if (_into.ColStride == 1)
            {
                var row = _into.Row(s, 0).Slice(col, cols);
                TensorPrimitives.Add(row, sums[..cols], row);
            }
            else
                for (var k = 0; k < cols; k++)
                    _into[s, 0, col + k] += sums[k];
        }
    }

    /// <summary> 0 in place of sums that are noise. What has overflowed is none: a run that diverges has to be seen. The buffers reach to the end of the last vector. </summary>
    static void DropNoise(Span<Real> sums, ReadOnlySpan<Real> magnitudes, int count)
    {
        var (noise, infinity) = (new Vector<Real>(_noise), new Vector<Real>(Real.PositiveInfinity));
        for (var k = 0; k < count; k += Vector<Real>.Count)
        {
            var (sum, magnitude) = (new Vector<Real>(sums[k..]), new Vector<Real>(magnitudes[k..]));
            var isNoise = Vector.LessThan(Vector.Abs(sum), noise * magnitude) & Vector.LessThan(magnitude, infinity);
            Vector.ConditionalSelect(isNoise, Vector<Real>.Zero, sum).CopyTo(sums[k..]);
        }
    }

    /// <summary> Σ x and Σ|x| over count rows from first, counted through the stack, of columns col … col + cols − 1. </summary>
    [SkipLocalsInit]
    static void Sum(Matrix x, int first, int count, int col, int cols, Span<Real> sums, Span<Real> magnitudes)
    {
        if (x.Cols == 1)
        {
            ColumnSum(x, first / x.Rows, count / x.Rows, ref sums[0], ref magnitudes[0]);
            return;
        }
        if (count <= Block)
        {
            BlockSum(x, first, count, col, cols, sums, magnitudes);
            return;
        }
        var half = (count / Block + 1) / 2 * Block;
        Span<Real> more = stackalloc Real[Panel], moreMagnitudes = stackalloc Real[Panel];
        Sum(x, first, half, col, cols, sums, magnitudes);
        Sum(x, first + half, count - half, col, cols, more, moreMagnitudes);
        TensorPrimitives.Add(sums[..cols], more[..cols], sums[..cols]);
        TensorPrimitives.Add(magnitudes[..cols], moreMagnitudes[..cols], magnitudes[..cols]);
    }

    /// <summary> A single column seen as a row is a sequence, along which vectors can add. </summary>
    static void ColumnSum(Matrix x, int stack, int stacks, ref Real sum, ref Real magnitude)
    {
        x = x.RowsJoined;
        var at = new Pairwise.Corner(0, stack, stacks, x.Cols);
        sum = Pairwise.Sequence(new Reduce.View(x), at, 0, (long)stacks * x.Cols);
        magnitude = Pairwise.Sequence(new Magnitudes(x), at, 0, (long)stacks * x.Cols);
    }

    [SkipLocalsInit]
    static void BlockSum(Matrix x, int first, int count, int col, int cols, Span<Real> sums, Span<Real> magnitudes)
    {
        Span<int> starts = stackalloc int[Block];
        var (stack, row) = Math.DivRem(first, x.Rows);
        for (var q = 0; q < count; q++)
        {
            starts[q] = stack * x.StackStride + row * x.RowStride + col * x.ColStride;
            (stack, row) = row + 1 < x.Rows ? (stack, row + 1) : (stack + 1, 0);
        }
        if (x.ColStride == 1 && cols >= Vector<Real>.Count)
        {
            BlockSum(x.Data, starts[..count], cols, sums, magnitudes);
            return;
        }
        Span<Real> copies = stackalloc Real[Block * Panel];
        var width = Math.Max(cols, Vector<Real>.Count);
        copies[..(count * width)].Clear();
        for (var q = 0; q < count; q++)
        {
            for (var k = 0; k < cols; k++)
                copies[q * width + k] = x.Data[starts[q] + k * x.ColStride];
            starts[q] = q * width;
        }
        BlockSum(copies, starts[..count], width, sums, magnitudes);
    }

    static void BlockSum(ReadOnlySpan<Real> x, ReadOnlySpan<int> starts, int cols, Span<Real> sums, Span<Real> magnitudes)
    {
        ref var data = ref MemoryMarshal.GetReference(x);
        var j = 0;
        for (; j <= cols - 4 * Vector<Real>.Count; j += 4 * Vector<Real>.Count)
            SumOfFour(ref data, starts, j, ref sums[j], ref magnitudes[j]);
        for (; j < cols; j += Vector<Real>.Count)
        {
            var col = Math.Min(j, cols - Vector<Real>.Count);
            SumOfOne(ref data, starts, col, ref sums[col], ref magnitudes[col]);
        }
    }

    static void SumOfOne(ref Real data, ReadOnlySpan<int> starts, int col, ref Real sums, ref Real magnitudes)
    {
        var (sum, magnitude) = (Vector<Real>.Zero, Vector<Real>.Zero);
        foreach (var start in starts)
            Add(Vector.LoadUnsafe(ref data, (nuint)(start + col)), ref sum, ref magnitude);
        sum.StoreUnsafe(ref sums);
        magnitude.StoreUnsafe(ref magnitudes);
    }

    /// <summary> Four vectors side by side, since one would wait for its own last sum: 32×10 000 in 32 µs instead of 42. </summary>
    static void SumOfFour(ref Real data, ReadOnlySpan<int> starts, int col, ref Real sums, ref Real magnitudes)
    {
        var width = (nuint)Vector<Real>.Count;
        Vector<Real> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        Vector<Real> magnitude0 = default, magnitude1 = default, magnitude2 = default, magnitude3 = default;
        foreach (var start in starts)
        {
            ref var row = ref Unsafe.Add(ref data, start + col);
            Add(Vector.LoadUnsafe(ref row), ref sum0, ref magnitude0);
            Add(Vector.LoadUnsafe(ref row, width), ref sum1, ref magnitude1);
            Add(Vector.LoadUnsafe(ref row, 2 * width), ref sum2, ref magnitude2);
            Add(Vector.LoadUnsafe(ref row, 3 * width), ref sum3, ref magnitude3);
        }
        sum0.StoreUnsafe(ref sums);
        sum1.StoreUnsafe(ref sums, width);
        sum2.StoreUnsafe(ref sums, 2 * width);
        sum3.StoreUnsafe(ref sums, 3 * width);
        magnitude0.StoreUnsafe(ref magnitudes);
        magnitude1.StoreUnsafe(ref magnitudes, width);
        magnitude2.StoreUnsafe(ref magnitudes, 2 * width);
        magnitude3.StoreUnsafe(ref magnitudes, 3 * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Add(Vector<Real> term, ref Vector<Real> sum, ref Vector<Real> magnitude)
    {
        sum += term;
        magnitude += Vector.Abs(term);
    }

    readonly ref struct Magnitudes : ITerms<Magnitudes>
    {
        readonly Reduce.View _x;

        public Magnitudes(Matrix x) => _x = new(x);

        public static ReadOnlySpan<Real> Row(in Magnitudes terms, int stack, int row, int col, int count, Span<Real> scratch)
        {
            TensorPrimitives.Abs(Reduce.View.Row(in terms._x, stack, row, col, count, scratch), scratch[..count]);
            return scratch[..count];
        }
    }
}
